import { describe, expect, it } from '@jest/globals';
import { resolvePolicy } from '#policy';
import type { Policy } from '#policy';
import { billed, offerAndBill, visits } from './offer-and-bill.builder.ts';
import { verdictsOf } from './read-happenings.ts';
import type { ScriptLine } from './script.ts';
import { simulate } from './simulate.ts';
import { aCustomer } from './simulated-customer.ts';
import { sha256 } from './world.ts';

/** One message a day, whatever for. */
function oneADay(yieldsWithin?: '24h' | '1h'): Policy {
  const cap = { id: 'one a day', kind: 'cap', countOn: 'attempt', limit: 1, onBlock: 'hold' } as const;
  const rules = [{ ...cap, window: { rolling: '24h' } }] as const;
  return resolvePolicy([{ name: 'p', rules, ...(yieldsWithin && { yieldsWithin }) }], sha256);
}

describe('a more important touch that is expected', () => {
  it.each<{ situation: string; policy: Policy; script: readonly ScriptLine[]; says: readonly string[] }>([
    {
      situation: 'holds back the one whose slot it needs, and goes first',
      policy: oneADay('24h'),
      script: [billed, visits],
      says: [
        '1h offer hold until 3h because of yields',
        '3h offer hold until 27h because of one a day',
        '3h remind send',
        '27h offer send',
      ],
    },
    {
      situation: 'is not waited for longer than the policy says',
      policy: oneADay('1h'),
      script: [billed, visits],
      says: ['1h offer send', '3h remind hold until 25h because of one a day', '25h remind send'],
    },
    {
      situation: 'is not waited for at all where the policy does not say so',
      policy: oneADay(),
      script: [billed, visits],
      says: ['1h offer send', '3h remind hold until 25h because of one a day', '25h remind send'],
    },
    {
      situation: 'is no longer expected when its guard speaks against it',
      policy: oneADay('24h'),
      script: [billed, visits, ['30m', 'plan.agreed', { plan: 'in parts' }]],
      says: ['1h offer send'],
    },
    {
      situation: 'that is held comes back before the lesser one',
      policy: oneADay('24h'),
      script: [
        ['0m', 'contact.made', { channel: 'sms', purpose: 'service', outcome: 'delivered', by: 'branch' }],
        billed,
        ['21h', 'page.visited', { page: 'p' }],
      ],
      says: [
        '3h remind hold until 24h because of one a day',
        '22h offer hold until 24h because of one a day',
        '24h offer hold until 48h because of one a day',
        '24h remind send',
        '48h offer send',
      ],
    },
    {
      situation: 'that never comes lets the lesser one go when its time has come',
      policy: oneADay('24h'),
      script: [billed, visits, ['2h', 'bill.paid', { bill: 'b' }]],
      says: ['1h offer hold until 3h because of yields', '3h offer send'],
    },
  ])('$situation', ({ policy, script, says }) => {
    const log = simulate(offerAndBill, aCustomer('c', { zone: 'UTC' }), script, { policy });
    expect([...verdictsOf(log)].sort(byTime)).toEqual(says);
  });
});

function byTime(one: string, other: string): number {
  return parseInt(one, 10) - parseInt(other, 10) || (one < other ? -1 : 1);
}
