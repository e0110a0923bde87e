import { describe, expect, it } from '@jest/globals';
import { addElsewhere, commit, decide, fold, foldedBefore, horizonOf, release, reserve, tighten } from '#policy';
import type { Disposition, Ledger, Outcome, Rule } from '#policy';
import { at, contact, customer, minute, policyOf, touch } from './policy.builder.ts';

const NOON = at('2026-05-11 12:00');
const CAP: Rule = { id: 'cap', kind: 'cap', countOn: 'attempt', limit: 1, window: { rolling: '7d' }, onBlock: 'hold' };
const reserved = reserve([], touch({ debt: 'd1', topic: 'loan' }), 'call', 't-1/1', NOON);
const only = (ledger: Ledger): readonly unknown[] =>
  ledger.map(({ state, outcome, disposition }) => [state, outcome, disposition]);

describe('the life of an attempt in the ledger', () => {
  it('a reservation carries what caps count by', () => {
    expect(reserved).toEqual([
      contact('2026-05-11 12:00', {
        id: 't-1/1',
        state: 'reserved',
        outcome: 'pending',
        journey: 'j-1',
        debt: 'd1',
        topic: 'loan',
      }),
    ]);
  });

  it('each word counts once: reserved, added and committed again nothing changes', () => {
    const committed = commit(reserved, 't-1/1', 'connected', null);
    expect(reserve(committed, touch(), 'call', 't-1/1', NOON)).toBe(committed);
    expect(addElsewhere(committed, contact('2026-05-11 12:00', { id: 't-1/1' }))).toBe(committed);
    expect(commit(committed, 't-1/1', 'connected', null)).toBe(committed);
    expect(commit(committed, 'nobody', 'connected', null)).toBe(committed);
    expect(release(committed, 't-1/1')).toBe(committed);
  });

  it('entries stay in the order of their instants, however they arrive', () => {
    const late = addElsewhere(addElsewhere(reserved, contact('2026-05-12 08:00')), contact('2026-05-10 08:00'));
    expect(late.map((entry) => minute(entry.at))).toEqual(['2026-05-10 08:00', '2026-05-11 12:00', '2026-05-12 08:00']);
  });

  it.each<{
    first: readonly [Outcome, Disposition | null];
    then: readonly [Outcome, Disposition | null];
    known: readonly unknown[];
  }>([
    { first: ['pending', null], then: ['delivered', null], known: ['committed', 'delivered', null] },
    { first: ['unknown', null], then: ['busy', null], known: ['committed', 'busy', null] },
    { first: ['delivered', null], then: ['unknown', null], known: ['committed', 'delivered', null] },
    { first: ['conversation', 'refused'], then: ['connected', null], known: ['committed', 'conversation', 'refused'] },
    { first: ['delivered', null], then: ['delivered', 'acted'], known: ['committed', 'delivered', 'acted'] },
  ])('$first.0, then $then.0 $then.1, is $known', ({ first, then, known }) => {
    expect(only(commit(commit(reserved, 't-1/1', ...first), 't-1/1', ...then))).toEqual([known]);
  });

  it('a released attempt is free again, and counts after all when it turns out to have happened', () => {
    const released = release(reserved, 't-1/1');
    expect(only(released)).toEqual([['released', 'pending', null]]);
    expect(only(commit(released, 't-1/1', 'delivered', null))).toEqual([['committed', 'delivered', null]]);
  });
});

describe('folding', () => {
  const policy = policyOf([{ ...CAP, window: { rolling: '60d' } }]);
  const years = Array.from({ length: 1_000 }, (_, day) =>
    contact(new Date(NOON - (999 - day) * 86_400_000).toISOString()),
  );
  const folded = fold(years, horizonOf(policy, [], NOON));

  it('what no rule can look back to is gone, and a mark says from where on the ledger knows', () => {
    expect(folded.length).toBe(1 + 60);
    expect(minute(foldedBefore(folded) ?? 0)).toBe('2026-03-12 12:00');
    expect(fold(folded, horizonOf(policy, [], NOON))).toBe(folded);
    expect(foldedBefore(years)).toBeNull();
  });

  it.each([
    { days: 7, keeps: 60 },
    { days: 90, keeps: 90 },
  ])('$keeps days are kept where a journey that may begin looks back $days', ({ days, keeps }) => {
    const cap = { id: 'j.cap', kind: 'cap', countOn: 'attempt', limit: 1, onBlock: 'hold' } as const;
    const tightenedBy = tighten([{ ...cap, window: { rolling: `${days}d` } }]);
    const stages = [{ name: 's', doneOn: 'b' }];
    const journey = { ...{ id: 'j', version: 1, title: 'J', owner: 'o', startsOn: 'a', stages }, tightenedBy };
    expect((NOON - horizonOf(policy, [journey], NOON)) / 86_400_000).toBe(keeps);
  });

  it('folding changes no verdict', () => {
    const [whole, less] = [years, folded].map((ledger) => decide(touch(), ledger, customer(['UTC']), policy, NOON));
    expect(less).toEqual(whole);
  });

  it('a policy that looks back further than the ledger reaches says so', () => {
    const further = policyOf([{ ...CAP, window: { rolling: '90d' } }]);
    const { reasons } = decide(touch(), folded, customer(['UTC']), further, NOON);
    expect(
      reasons.filter(({ kind }) => kind === 'reach').map(({ nextAllowedAt }) => minute(nextAllowedAt ?? 0)),
    ).toEqual(['2026-06-10 12:00']);
  });

  it('a contact older than all that is remembered is folded away on arrival', () => {
    expect(addElsewhere(folded, contact('2026-01-01 00:00'))).toBe(folded);
  });
});
