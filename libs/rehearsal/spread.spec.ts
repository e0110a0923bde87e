import { describe, expect, it } from '@jest/globals';
import { resolvePolicy, type PolicySet } from '#policy';
import { billed, offerAndBill, visits } from './offer-and-bill.builder.ts';
import { simulate, type RehearsalLog } from './simulate.ts';
import type { ScriptLine } from './script.ts';
import { aCustomer } from './simulated-customer.ts';
import { sha256 } from './world.ts';

const nights = { id: 'nights', kind: 'hours', allowed: [{ from: '08:00', to: '20:00' }], onBlock: 'hold' } as const;
const aDay = {
  id: 'a day',
  kind: 'cap',
  countOn: 'attempt',
  limit: 1,
  window: { calendarDays: 1 },
  onBlock: 'hold',
} as const;

const spread: Omit<PolicySet, 'name'> = { rules: [nights], spreadsOver: '10m' };

/** Begins at nine in the evening, so that all is held until eight. */
function night(customerId: string, script: readonly ScriptLine[], set: Omit<PolicySet, 'name'> = spread): RehearsalLog {
  const policy = resolvePolicy([{ name: 'p', ...set }], sha256);
  return simulate(offerAndBill, aCustomer(customerId, { zone: 'UTC' }), script, {
    policy,
    startsAt: '2025-01-06T21:00:00Z',
  });
}

/** Milliseconds after eight. */
function sentAt({ happenings }: RehearsalLog): readonly number[] {
  const eight = Date.parse('2025-01-07T08:00:00Z');
  return happenings.flatMap((one) => (one.kind === 'attempt.started' ? [one.at - eight] : []));
}

describe('what a night has held', () => {
  const people = Array.from({ length: 400 }, (_, index) => `customer ${index}`);
  const minute = 60_000;

  it('goes out spread over ten minutes, every reminder before every offer', () => {
    const reminders = people.flatMap((person) => sentAt(night(person, [billed])));
    const offers = people.flatMap((person) => sentAt(night(person, [visits])));
    expect([reminders.length, offers.length]).toEqual([people.length, people.length]);
    expect(Math.min(...reminders)).toBeGreaterThanOrEqual(2.5 * minute);
    expect(Math.max(...reminders)).toBeLessThan(Math.min(...offers));
    expect(Math.max(...offers)).toBeLessThan(10 * minute);
    expect([busiestSecond(reminders), busiestSecond(offers)].every((sent) => sent < 12)).toBe(true);
  });

  it('of one customer is asked about together, so that the loser knows to whom it lost', () => {
    const log = night('customer 1', [billed, visits], { ...spread, rules: [nights, aDay] });
    const verdicts = log.happenings.flatMap((one) => (one.kind === 'verdict' ? [one] : []));
    const [offered, remind] = verdicts.slice(2, 4);
    expect(remind).toMatchObject({ at: offered?.at, verdict: { kind: 'send', winner: null } });
    expect(offered).toMatchObject({ verdict: { kind: 'hold', blockedBy: ['a day'], winner: remind?.touch } });
  });

  it('goes out in one second where no policy asks for more', () => {
    const sent = people.slice(0, 20).flatMap((person) => sentAt(night(person, [billed], { rules: [nights] })));
    expect(sent).toEqual(Array.from({ length: 20 }, () => 0));
  });
});

function busiestSecond(sent: readonly number[]): number {
  const seconds = new Map<number, number>();
  for (const at of sent) seconds.set(Math.floor(at / 1_000), (seconds.get(Math.floor(at / 1_000)) ?? 0) + 1);
  return Math.max(...seconds.values());
}
