import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitrate, reserve } from '#policy';
import type { LedgerEntry, Rule, TouchRequest } from '#policy';
import { at, contact, customer, line, policyOf, touch } from './policy.builder.ts';

const NOON = at('2026-05-11 12:00');
const CAP: Rule = { id: 'cap', kind: 'cap', countOn: 'attempt', limit: 1, window: { rolling: '24h' }, onBlock: 'hold' };
const policy = policyOf([CAP], { yieldsWithin: '24h' });
const profile = customer(['UTC']);
const one = (id: string, more: Partial<TouchRequest> = {}): TouchRequest =>
  touch({ id, plannedAt: NOON, usefulUntil: NOON + 3 * 86_400_000, ...more });

describe('several touches want one slot', () => {
  it.each([
    {
      who: 'the higher class',
      touches: [one('a', { score: 9 }), one('b', { class: 'service', purpose: 'service' })],
      wins: 'b',
    },
    {
      who: 'regulatory before service',
      touches: [one('a', { class: 'service' }), one('b', { class: 'regulatory' })],
      wins: 'b',
    },
    {
      who: 'a reminder before a conversion',
      touches: [one('a', { class: 'conversion' }), one('b', { class: 'reminder' })],
      wins: 'b',
    },
    { who: 'the higher score within a class', touches: [one('a'), one('b', { score: 1 })], wins: 'b' },
    { who: 'the earlier planned of equals', touches: [one('a'), one('b', { plannedAt: NOON - 1 })], wins: 'b' },
    { who: 'the lower id of equals', touches: [one('b'), one('a')], wins: 'a' },
  ])('$who wins, and the loser names it', ({ touches, wins }) => {
    const verdicts = arbitrate(touches, [], profile, policy, NOON);
    expect(verdicts.map(({ touch: id }) => id)).toEqual(touches.map(({ id }) => id));
    expect(verdicts.find(({ kind }) => kind === 'send')?.touch).toBe(wins);
    const loser = verdicts.find(({ kind }) => kind === 'hold');
    expect(loser && [line(loser), loser.winner]).toEqual(['hold call until 2026-05-12 12:00 (cap)', wins]);
  });

  it('the order in which the candidates are given never changes who wins', () => {
    const many = [
      one('a'),
      one('b', { score: 2 }),
      one('c', { class: 'service' }),
      one('d', { class: 'reminder' }),
      one('e', { score: 2 }),
    ];
    const two = policyOf([{ ...CAP, limit: 2 }]);
    const winners = (touches: readonly TouchRequest[]): readonly string[] =>
      arbitrate(touches, [], profile, two, NOON)
        .filter(({ kind }) => kind === 'send')
        .map(({ touch: id }) => id)
        .sort();
    fc.assert(
      fc.property(fc.shuffledSubarray(many, { minLength: many.length }), (shuffled) => {
        expect(winners(shuffled)).toEqual(['c', 'd']);
      }),
    );
  });

  it('what a person is to do takes the slot as well', () => {
    const bankrupt = { ...profile, flags: [{ flag: 'bankrupt', from: NOON - 1, to: null }] };
    const toPeople = { id: 'people', kind: 'suppress', purposes: ['collection'], flags: ['bankrupt'] } as const;
    const both = policyOf([CAP, { ...toPeople, onBlock: 'human' }]);
    const handed = one('c', { class: 'reminder', purpose: 'collection' });
    const verdicts = arbitrate([one('m'), handed], [], bankrupt, both, NOON);
    expect(verdicts.map(({ kind, winner }) => [kind, winner])).toEqual([
      ['hold', 'c'],
      ['human', null],
    ]);
  });

  describe('whoever is held yields to nobody who came at the same instant', () => {
    const later: Rule = {
      ...{ id: 'later', kind: 'hours', channels: ['call'], onBlock: 'hold' },
      allowed: [{ from: '13:00', to: '20:00' }],
    };
    const both = policyOf([CAP, later], { yieldsWithin: '24h' });
    const byCall = one('r', { class: 'reminder' });
    const bySms = one('m', { channels: ['sms'] });
    const held = 'hold call until 2026-05-11 13:00 (later)';
    const yields = 'hold sms until 2026-05-11 13:00 (yields)';

    it.each([
      { given: [byCall, bySms], answers: [held, yields] },
      { given: [bySms, byCall], answers: [yields, held] },
    ])('$given.0.id first', ({ given, answers }) => {
      const verdicts = arbitrate(given, [], profile, both, NOON);
      expect(verdicts.map(line)).toEqual(answers);
      expect(verdicts.find(({ touch: id }) => id === 'm')?.winner).toBe('r');
    });

    it.each([{ given: [byCall, bySms] }, { given: [bySms, byCall] }])(
      '$given.0.id first, who yields is spread over the same time as what it waits for',
      ({ given }) => {
        const verdicts = arbitrate(
          given,
          [],
          profile,
          policyOf([CAP, later], { yieldsWithin: '24h', spreadsOver: '10m' }),
          NOON,
        );
        expect(verdicts).toMatchObject([{ spreadMs: 600_000 }, { spreadMs: 600_000 }]);
      },
    );

    it('nor to one that is lower than one that yields itself', () => {
      const perChannel: Rule = { ...CAP, id: 'sms', channels: ['sms'] };
      const marketing: Rule = { ...CAP, id: 'marketing', purposes: ['marketing'] };
      const expected = one('s', {
        class: 'service',
        purpose: 'service',
        channels: ['sms'],
        plannedAt: NOON + 3_600_000,
      });
      const verdicts = arbitrate(
        [one('low', { channels: ['push'] }), one('high', { class: 'conversion', channels: ['sms'] })],
        ...([[], profile, policyOf([perChannel, marketing], { yieldsWithin: '24h' }), NOON, [expected]] as const),
      );
      expect(verdicts.map((verdict) => [line(verdict), verdict.winner])).toEqual([
        ['hold push until 2026-05-11 13:00 (yields)', 'high'],
        ['hold sms until 2026-05-11 13:00 (yields)', 's'],
      ]);
    });
  });

  it('who loses to another and goes to a person names the winner', () => {
    const toPeople = policyOf([{ ...CAP, onBlock: 'human' }]);
    const verdicts = arbitrate([one('a'), one('b', { class: 'service' })], [], profile, toPeople, NOON);
    expect(verdicts.map(({ kind, winner }) => [kind, winner])).toEqual([
      ['human', 'b'],
      ['send', null],
    ]);
  });

  it('what was allowed long ago and has not begun takes the slot of now', () => {
    const waits = reserve([], one('waits'), 'call', 'waits/1', NOON - 2 * 86_400_000);
    expect(arbitrate([one('a')], waits, profile, policy, NOON).map(line)).toEqual([
      'hold call until 2026-05-12 12:00 (cap)',
    ]);
  });

  it.each<{ slot: string; rule: Rule; under: Partial<LedgerEntry>; opensWith: string | undefined }>([
    {
      slot: 'an attempt takes, not begun yet',
      rule: CAP,
      under: { state: 'reserved', outcome: 'pending' },
      opensWith: 'release',
    },
    { slot: 'an attempt takes, of unknown outcome', rule: CAP, under: { outcome: 'unknown' }, opensWith: undefined },
    {
      slot: 'a connection takes, not begun yet',
      rule: { ...CAP, countOn: 'connected' },
      under: { state: 'reserved', outcome: 'pending' },
      opensWith: 'outcome',
    },
    {
      slot: 'a connection takes, of unknown outcome',
      rule: { ...CAP, countOn: 'connected' },
      under: { outcome: 'unknown' },
      opensWith: 'outcome',
    },
    {
      slot: 'a connection takes that was made',
      rule: { ...CAP, countOn: 'connected' },
      under: { outcome: 'connected' },
      opensWith: undefined,
    },
  ])('a hold for a slot that $slot opens with $opensWith', ({ rule, under, opensWith }) => {
    const [verdict] = arbitrate([one('a')], [contact('2026-05-11 11:00', under)], profile, policyOf([rule]), NOON);
    expect([verdict?.kind, verdict?.kind === 'hold' ? verdict.opensWith : null]).toEqual(['hold', opensWith]);
  });

  describe('what would come too late, for a slot that', () => {
    const connected: Rule = { ...CAP, countOn: 'connected' };
    const hours: Rule = { id: 'hours', kind: 'hours', allowed: [{ from: '14:00', to: '20:00' }], onBlock: 'hold' };
    const brief = one('a', { usefulUntil: NOON + 3_600_000 });
    const held = 'hold call until 2026-05-11 13:00 (cap)';
    const dropped = 'drop call (cap, useful-until)';

    it.each<{ slot: string; rules: readonly Rule[]; under: Partial<LedgerEntry>; asked: number; answer: string }>([
      {
        slot: 'a connection takes, not begun yet, is held to its last instant',
        ...{ rules: [connected], under: { state: 'reserved', outcome: 'pending' }, asked: NOON, answer: held },
      },
      {
        slot: 'a connection takes, its outcome on its way, is held to its last instant',
        ...{ rules: [connected], under: { outcome: 'pending' }, asked: NOON, answer: held },
      },
      {
        slot: 'an attempt takes, not begun yet, is held to its last instant',
        ...{ rules: [CAP], under: { state: 'reserved', outcome: 'pending' }, asked: NOON, answer: held },
      },
      {
        slot: 'a connection takes, its outcome on its way, is dropped at its last instant',
        ...{ rules: [connected], under: { outcome: 'pending' }, asked: brief.usefulUntil, answer: dropped },
      },
      {
        slot: 'an attempt takes, its outcome on its way, is dropped: it was made',
        ...{ rules: [CAP], under: { outcome: 'pending' }, asked: NOON, answer: dropped },
      },
      {
        slot: 'a connection takes that was made is dropped',
        ...{ rules: [connected], under: { outcome: 'connected' }, asked: NOON, answer: dropped },
      },
      {
        slot: 'is no use, because the hours stay closed, is dropped',
        ...{ rules: [connected, hours], under: { outcome: 'pending' }, asked: NOON },
        answer: 'drop call (cap, hours, useful-until)',
      },
      {
        slot: 'is no use, because its rule drops, is dropped',
        ...{ rules: [{ ...connected, onBlock: 'drop' }], under: { outcome: 'pending' }, asked: NOON },
        answer: 'drop call (cap)',
      },
    ])('$slot', ({ rules, under, asked, answer }) => {
      const ledger = [contact('2026-05-11 11:00', under)];
      expect(arbitrate([brief], ledger, profile, policyOf(rules), asked).map(line)).toEqual([answer]);
    });

    it('a more important one has just taken goes out when that one fails', () => {
      const greater = one('b', { class: 'service' });
      const [loser] = arbitrate([brief, greater], [], profile, policyOf([connected]), NOON);
      expect(loser).toMatchObject({ kind: 'hold', until: brief.usefulUntil, opensWith: 'outcome', winner: 'b' });
      expect(loser?.reasons.map(({ kind }) => kind)).toEqual(['cap']);
    });
  });

  it('who was blocked anyway names nobody', () => {
    const taken = reserve([], one('earlier'), 'call', 'earlier/1', NOON - 1);
    expect(arbitrate([one('a'), one('b')], taken, profile, policy, NOON).map(({ winner }) => winner)).toEqual([
      null,
      null,
    ]);
  });

  it.each([
    {
      situation: 'marketing waits for a service touch expected within its time',
      expected: one('s', { class: 'service', plannedAt: NOON + 3_600_000 }),
      answer: 'hold call until 2026-05-11 13:00 (yields)',
      winner: 's',
    },
    {
      situation: 'a touch of its own class is not waited for',
      expected: one('m', { plannedAt: NOON + 3_600_000 }),
      answer: 'send call',
      winner: null,
    },
    {
      situation: 'one expected too late is not waited for',
      expected: one('s', { class: 'service', plannedAt: NOON + 90_000_000 }),
      answer: 'send call',
      winner: null,
    },
  ])('$situation', ({ expected, answer, winner }) => {
    const [verdict] = arbitrate([one('a')], [], profile, policy, NOON, [expected]);
    expect(verdict && [line(verdict), verdict.winner]).toEqual([answer, winner]);
  });

  it('nobody yields where both have room', () => {
    const roomy = policyOf([{ ...CAP, limit: 2 }], { yieldsWithin: '24h' });
    const expected = one('s', { class: 'service', plannedAt: NOON + 3_600_000 });
    expect(arbitrate([one('a')], [], profile, roomy, NOON, [expected]).map(line)).toEqual(['send call']);
  });
});
