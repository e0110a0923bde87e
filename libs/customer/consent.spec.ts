import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, resolvePolicy } from '#policy';
import type { ConsentWord, OpensWith, TouchRequest } from '#policy';
import { aCustomer, DAY, HOUR, TOUCH } from './customer.builder.ts';
import type { CustomerBuilder } from './customer.builder.ts';
import type { DispatchResult } from './input.ts';

type Said = readonly [at: number, type: 'given' | 'confirmed' | 'withdrawn', evidence?: string];

/** In which order the same three could arrive. */
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

describe('the consent ledger of one customer', () => {
  it.each<{ situation: string; said: readonly [Said, Said, Said]; stands: readonly string[] }>([
    {
      situation: 'given, confirmed, withdrawn: only the withdrawal can still decide anything',
      said: [
        [1, 'given', 'form-1'],
        [2, 'confirmed', 'click-2'],
        [3, 'withdrawn', 'call-3'],
      ],
      stands: ['3 no call-3'],
    },
    {
      situation: 'withdrawn, given again, confirmed: both proofs are kept',
      said: [
        [1, 'withdrawn', 'call-1'],
        [2, 'given', 'form-2'],
        [3, 'confirmed', 'click-3'],
      ],
      stands: ['1 no call-1', '2 yes form-2', '3 confirmed click-3'],
    },
    {
      situation: 'given three times: the first and the last',
      said: [
        [1, 'given', 'form-1'],
        [2, 'given', 'form-2'],
        [3, 'given', 'form-3'],
      ],
      stands: ['1 yes form-1', '3 yes form-3'],
    },
  ])('$situation, in whichever order they arrive', ({ said, stands }) => {
    for (const order of orders) {
      const customer = aCustomer();
      for (const index of order) tell(customer, said[index]);
      expect(wordsOf(customer)).toEqual(stands);
    }
  });

  it('keeps basis and scope, and names the event where no other proof is given', () => {
    const customer = aCustomer().hears(1, 'consent.given', { purpose: 'marketing', channel: 'sms', basis: 'form' });
    expect(customer.state.contact.consents).toEqual([
      { at: 1, purpose: 'marketing', channel: 'sms', given: true, basis: 'form', evidence: 'test/e1' },
    ]);
  });

  it('a consent given once more takes nothing from one that was confirmed, where one channel was withdrawn before', () => {
    const customer = aCustomer();
    const word = (at: number, type: string, channel: string): void => {
      customer.hears(at, `consent.${type}`, { purpose: 'marketing', channel, evidence: `${at}` });
    };
    word(1, 'given', '*');
    word(2, 'withdrawn', 'sms');
    word(3, 'given', '*');
    word(4, 'confirmed', '*');
    word(5, 'given', '*');
    expect(wordsOf(customer)).toEqual(['1 yes 1', '2 no 2', '3 yes 3', '4 confirmed 4', '5 yes 5']);
  });

  const words = fc.array(
    fc.record({
      at: fc.integer({ min: 1, max: 9 }),
      type: fc.constantFrom('given', 'given', 'confirmed', 'withdrawn', 'stop', 'start'),
      channel: fc.constantFrom('*', 'sms', 'call'),
    }),
    { maxLength: 9 },
  );
  const oneByOne = fc.constantFrom(true, false);

  it('answers as if every word were kept; where words come late, it may at most be stricter', () => {
    fc.assert(
      fc.property(words, oneByOne, (said, isInOrder) => {
        const customer = aCustomer();
        const arriving = isInOrder ? said.toSorted((one, other) => one.at - other.at) : said;
        for (const { at, type, channel } of arriving) {
          if (type === 'start' || type === 'stop') answers(customer, at, type, channel);
          else customer.hears(at, `consent.${type}`, { purpose: 'marketing', channel });
        }
        for (const needs of ['given', 'confirmed', 'no objection'] as const) {
          for (const channel of ['sms', 'call']) {
            const kept = mayGo(customer.state.contact.consents, channel, needs);
            const all = mayGo(said.toSorted((one, other) => one.at - other.at).map(wordOf), channel, needs);
            if (isInOrder) expect(kept).toBe(all);
            else expect(kept && !all).toBe(false);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not grow, however often consents come and go', () => {
    const customer = aCustomer();
    for (let day = 0; day < 300; day += 1) {
      tell(customer, [3 * day, 'given']);
      tell(customer, [3 * day + 1, 'confirmed']);
      tell(customer, [3 * day + 2, 'withdrawn']);
    }
    expect(customer.state.contact.consents).toHaveLength(1);
  });
});

describe('a message of the customer', () => {
  it.each([
    { asks: 'stop', words: ['collection sms no', 'marketing sms no', 'service sms no'] },
    { asks: 'stop all', words: ['collection * no', 'marketing * no', 'service * no'] },
    { asks: 'start', words: ['collection sms begin', 'marketing sms begin', 'service sms begin'] },
    { asks: null, words: [] },
  ])('that asks for $asks leads to $words; transactional messages go on', ({ asks, words }) => {
    const customer = aCustomer().hears(7, 'message.received', { channel: 'sms', asks });
    expect(scopesOf(customer)).toEqual(words);
  });

  it('is its own proof, and of a rehearsal it may be the text', () => {
    const customer = aCustomer().hears(7, 'message.received', { channel: 'sms', text: '退订' });
    expect(scopesOf(customer)).toHaveLength(3);
    expect(customer.state.contact.consents.every(({ evidence }) => evidence === 'test/e1')).toBe(true);
  });

  const given = { type: 'consent.given', properties: { purpose: 'marketing', channel: '*', basis: 'form' } } as const;
  const withdrawn = { ...given, type: 'consent.withdrawn' } as const;
  const asks = (what: string) => ({ type: 'message.received', properties: { channel: 'sms', asks: what } }) as const;

  it.each<{ situation: string; heard: readonly { type: string; properties: object }[]; may: readonly string[] }>([
    { situation: 'opens what a stop has closed', heard: [given, asks('stop'), asks('start')], may: ['sms', 'call'] },
    { situation: 'opens its own channel only', heard: [given, asks('stop all'), asks('start')], may: ['sms'] },
    { situation: 'is no consent of who was never asked', heard: [asks('stop'), asks('start')], may: [] },
    { situation: 'undoes no other withdrawal', heard: [given, withdrawn, asks('start')], may: [] },
    {
      situation: 'undoes none that came after the stop',
      heard: [given, asks('stop'), withdrawn, asks('start')],
      may: [],
    },
    {
      situation: 'is closed by the next stop',
      heard: [given, asks('stop'), asks('start'), asks('stop')],
      may: ['call'],
    },
  ])('to begin again $situation, in whichever order they arrive', ({ heard, may }) => {
    const said = heard.map((one, at) => ({ ...one, at }));
    for (const arriving of [said, said.toReversed()]) {
      const customer = aCustomer();
      for (const { at, type, properties } of arriving)
        customer.hears(at, type, properties as { [name: string]: string });
      const { consents } = customer.state.contact;
      expect(['sms', 'call'].filter((channel) => mayGo(consents, channel, 'given'))).toEqual(may);
    }
  });

  it('to begin again takes the objection from what needs no consent', () => {
    const customer = aCustomer();
    for (const [at, what] of ['stop', 'start'].entries()) customer.hears(at, asks(what).type, asks(what).properties);
    expect(mayGo(customer.state.contact.consents, 'sms', 'no objection')).toBe(true);
  });

  it('does not grow the ledger, however often the mind is changed', () => {
    const customer = aCustomer();
    for (let at = 0; at < 300; at += 1) {
      customer.hears(3 * at, given.type, given.properties);
      answers(customer, 3 * at + 1, 'stop', 'sms');
      answers(customer, 3 * at + 2, 'start', 'sms');
    }
    expect(customer.state.contact.consents.length).toBeLessThan(10);
  });
});

describe('who unsubscribes closes the channel', () => {
  const unsubscribed = { outcome: 'conversation', disposition: 'unsubscribed' } as const;
  const closed = ['collection push no', 'marketing push no', 'service push no'];
  const onTheWay = (): CustomerBuilder => aCustomer().asksForLoan(0).reaches(HOUR).isAllowed();

  it.each<{ told: string; customer: () => CustomerBuilder }>([
    {
      told: 'by the dispatch itself',
      customer: () => onTheWay().ends({ kind: 'outcome', detail: null, ...unsubscribed }),
    },
    {
      told: 'by callback',
      customer: () => onTheWay().hears(2 * HOUR, 'channel.outcome', { attempt: `${TOUCH}/1`, ...unsubscribed }),
    },
    {
      told: 'by callback, after the touch has ended',
      customer: () =>
        onTheWay()
          .ends({ kind: 'outcome', outcome: 'delivered', disposition: null, detail: null })
          .hears(DAY, 'channel.outcome', { attempt: `${TOUCH}/1`, ...unsubscribed }),
    },
    {
      told: 'to another system',
      customer: () =>
        aCustomer().hears(5, 'contact.made', { channel: 'push', purpose: 'marketing', by: 'agency', ...unsubscribed }),
    },
  ])('told $told', ({ customer }) => {
    expect(scopesOf(customer())).toEqual(closed);
  });
});

describe('what is said takes effect at once', () => {
  const held = (): CustomerBuilder =>
    aCustomer()
      .asksForLoan(0)
      .reaches(HOUR)
      .isHeld(20 * HOUR);
  const goingOut = (): CustomerBuilder => aCustomer().asksForLoan(0).reaches(HOUR).isAllowed();
  const notSent: DispatchResult = { kind: 'not sent', because: 'cancelled before it went out' };

  it.each([
    { what: 'a stop', type: 'message.received', properties: { channel: 'push', asks: 'stop' } },
    { what: 'a fraud check', type: 'customer.flagged', properties: { flag: 'fraud-check' } },
    {
      what: 'a callback that is wanted sooner',
      type: 'callback.requested',
      properties: { from: '1970-01-01T03:00:00Z', to: '1970-01-01T04:00:00Z' },
    },
  ])('on what is held: $what has it asked about again', ({ type, properties }) => {
    expect(held().hears(2 * HOUR, type, properties).state.touches).toMatchObject([{ state: 'waiting', dueAt: null }]);
  });

  it('on what is going out: a stop calls it back, and the policy is asked again about what had not left', () => {
    const customer = goingOut().hears(HOUR + 1, 'message.received', { channel: 'push', asks: 'stop' });
    expect(customer.effects.at(-1)).toEqual({ kind: 'cancel dispatch', attempt: `${TOUCH}/1` });
    expect(customer.ends(notSent).isDropped().story()).toEqual([
      'planned ask-papers',
      'verdict 1 send',
      'attempt push',
      'not sent: cancelled before it went out',
      'verdict 2 drop',
      'ended dropped',
    ]);
  });

  it.each([
    {
      what: 'a contact made elsewhere',
      type: 'contact.made',
      properties: { channel: 'call', purpose: 'service', outcome: 'no_answer', by: 'agency' },
    },
    {
      what: 'a zone in which it may be night',
      type: 'customer.updated',
      properties: { zones: [{ zone: 'Asia/Tokyo', from: 'explicit' }] },
    },
  ])('on what is going out: $what calls it back', ({ type, properties }) => {
    const customer = goingOut().hears(HOUR + 1, type, properties);
    expect(customer.effects.at(-1)).toEqual({ kind: 'cancel dispatch', attempt: `${TOUCH}/1` });
  });

  it.each([
    { ending: { outcome: 'conversation' }, recalls: 1 },
    { ending: { outcome: 'delivered', disposition: 'refused' }, recalls: 1 },
    { ending: { outcome: 'delivered' }, recalls: 0 },
    { ending: { outcome: 'no_answer' }, recalls: 0 },
  ])('on what is going out: another contact that ends with $ending calls $recalls back', ({ ending, recalls }) => {
    const requested = { purpose: 'service', channels: ['push'], topic: 'other' };
    const customer = aCustomer()
      .hears(0, 'contact.requested', requested)
      .isAllowed()
      .ends({ kind: 'accepted', reference: null, outcomeBy: DAY }, 'requested/test/e1/1')
      .asksForLoan(0)
      .reaches(HOUR)
      .isAllowed()
      .hears(HOUR + 1, 'channel.outcome', { attempt: 'requested/test/e1/1', ...ending });
    const recalled = customer.effects.filter(({ kind }) => kind === 'cancel dispatch');
    expect(recalled).toHaveLength(recalls);
  });

  it.each<{ opensWith: OpensWith | undefined; ends: DispatchResult; state: string }>([
    { opensWith: 'release', ends: notSent, state: 'waiting' },
    { opensWith: 'release', ends: endedAs('no_answer'), state: 'held' },
    { opensWith: 'outcome', ends: notSent, state: 'waiting' },
    { opensWith: 'outcome', ends: endedAs('no_answer'), state: 'waiting' },
    { opensWith: 'outcome', ends: endedAs('unknown'), state: 'held' },
    { opensWith: undefined, ends: notSent, state: 'held' },
  ])(
    'on what is held for a slot that opens with $opensWith: it is $state after $ends',
    ({ opensWith, ends, state }) => {
      const customer = aCustomer()
        .hears(0, 'contact.requested', { purpose: 'service', channels: ['push'], topic: 'other' })
        .isAllowed()
        .asksForLoan(0)
        .reaches(HOUR)
        .isHeld(20 * HOUR, opensWith)
        .ends(ends, 'requested/test/e1/1');
      expect(customer.state.touches.find(({ touch }) => touch.id === TOUCH)?.state).toBe(state);
    },
  );

  it.each([
    { what: 'a consent', type: 'consent.given', properties: { purpose: 'marketing', channel: '*', basis: 'form' } },
    { what: 'a message that asks for nothing', type: 'message.received', properties: { channel: 'push', asks: null } },
  ])('$what calls nothing back', ({ type, properties }) => {
    const customer = goingOut().hears(HOUR + 1, type, properties);
    expect(customer.effects.filter(({ kind }) => kind === 'cancel dispatch')).toEqual([]);
  });

  it('the same zones told again have nothing asked again', () => {
    const zones = [{ zone: 'UTC', from: 'explicit' }];
    const customer = aCustomer().hears(0, 'customer.updated', { zones }).asksForLoan(0).reaches(HOUR).isHeld(DAY);
    expect(customer.hears(2 * HOUR, 'customer.updated', { zones }).state.touches).toMatchObject([{ state: 'held' }]);
  });
});

function answers(customer: CustomerBuilder, at: number, type: 'stop' | 'start', channel: string): void {
  const asks = channel === '*' ? `${type} all` : type;
  customer.hears(at, 'message.received', { channel, asks: asks === 'start all' ? 'start' : asks });
}

function wordOf({ at, type, channel }: { at: number; type: string; channel: string }): ConsentWord {
  const word = { at, purpose: 'marketing', channel, given: type !== 'withdrawn' && type !== 'stop' } as const;
  const basis = type === 'stop' ? 'answer' : null;
  return { ...word, basis, ...(type === 'confirmed' && { confirms: true }), ...(type === 'start' && { lifts: true }) };
}

/** Does a rule that needs so much let marketing pass on this channel after all that was said? */
function mayGo(
  consents: readonly ConsentWord[],
  channel: string,
  needs: 'given' | 'confirmed' | 'no objection',
): boolean {
  const asked = needs === 'confirmed' ? { confirmed: true as const } : { needs };
  const policy = resolvePolicy(
    [{ name: 'test', rules: [{ id: 'consent', kind: 'consent', onBlock: 'drop', ...asked }] }],
    () => 'test',
  );
  const request: TouchRequest = {
    ...{ id: 't', purpose: 'marketing', channels: [channel], plannedAt: 0, usefulUntil: DAY, class: 'marketing' },
    ...{ journey: null, stage: null, debt: null, topic: null, score: 0 },
  };
  return decide(request, [], { zones: [], consents, flags: [], overrides: [] }, policy, HOUR).kind === 'send';
}

function tell(customer: CustomerBuilder, [at, type, evidence = 'none']: Said): void {
  customer.hears(at, `consent.${type}`, { purpose: 'marketing', channel: '*', basis: 'form', evidence });
}

function wordsOf({ state }: CustomerBuilder): string[] {
  return state.contact.consents.map(
    ({ at, given, confirms, evidence }) => `${at} ${confirms ? 'confirmed' : given ? 'yes' : 'no'} ${evidence ?? ''}`,
  );
}

function scopesOf({ state }: CustomerBuilder): string[] {
  return state.contact.consents
    .map(({ purpose, channel, given, lifts }) => `${purpose} ${channel} ${lifts ? 'begin' : given ? 'yes' : 'no'}`)
    .sort();
}

function endedAs(outcome: 'no_answer' | 'unknown'): DispatchResult {
  return { kind: 'outcome', outcome, disposition: null, detail: null };
}
