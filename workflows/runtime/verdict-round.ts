import { pendingAsk } from '#customer';
import type { Happening, OpenTouch } from '#customer';
import type { Instant } from '#journey';
import { local } from './activity-proxies.ts';
import type { BusinessTime } from './business-time.ts';
import type { Draft } from './draft.ts';

/** `void`: it is not the time that the draft is for, and the draft holds nothing. `written`: `before` is recorded. */
export type Round = 'void' | 'confirmed' | 'written';

/**
 * Asks in one activity for the verdicts on all touches that wait in the draft, has the time confirmed with it, and applies
 * the answer to the draft. Throws when nobody answers.
 */
export async function verdictRound(
  draft: Draft,
  at: Instant,
  time: BusinessTime,
  before: readonly Happening[],
): Promise<Round> {
  const ask = pendingAsk(draft.state);
  if (ask === null) return (await isReally(at, time)) ? 'confirmed' : 'void';
  const { contact, ledger, touches, customerId } = draft.state;
  const happened = [...before, ...draft.happened];
  const expected = draft.expected(ask, at);
  const numbers = numbersOf(touches);
  const atMost = time.atMost(at);
  const answer = await local.decide({ customerId, at, atMost, ask, expected, numbers, contact, ledger, happened });
  time.hear(answer.clock);
  if (answer.verdicts === null) return 'void';
  draft.forgetHappenings();
  const horizon = answer.horizon === null ? {} : { horizon: answer.horizon };
  draft.apply({ kind: 'verdicts', at: answer.clock.business, verdicts: answer.verdicts, ...horizon });
  draft.forgetHappenings('verdict');
  return 'written';
}

/** Is it that time? Without a touch to ask about nobody else would say so. */
async function isReally(at: Instant, time: BusinessTime): Promise<boolean> {
  time.hear(await local.readClock());
  return time.told >= at && time.told <= time.atMost(at);
}

function numbersOf(touches: readonly OpenTouch[]): { [touch: string]: number } {
  return Object.fromEntries(
    touches.filter((open) => open.state === 'waiting').map((open) => [open.touch.id, open.asked + 1]),
  );
}
