import type { Instant } from '#journey';
import { HUMAN_CHANNEL, reserve } from '#policy';
import type { Verdict } from '#policy';
import { requestOf } from './ask.ts';
import type { Attempt, OpenTouch } from './state.ts';
import { takeHold } from './take-hold.ts';
import { happened, replaceTouch } from './turn.ts';
import type { Turn } from './turn.ts';
import { variablesOf } from './variables.ts';

/** Applies the policy's answers. One about a touch that no longer waits says nothing. */
export function takeVerdicts(turn: Turn, at: Instant, verdicts: readonly Verdict[]): void {
  for (const verdict of verdicts) {
    const open = turn.touches.find((candidate) => candidate.touch.id === verdict.touch);
    if (open?.state === 'waiting') takeVerdict(turn, at, open, verdict);
  }
}

function takeVerdict(turn: Turn, at: Instant, open: OpenTouch, verdict: Verdict): void {
  const touch = open.touch.id;
  const asked = open.asked + 1;
  happened(turn, { kind: 'verdict', at, touch, number: asked, verdict });
  switch (verdict.kind) {
    case 'send':
      return begin(turn, { ...open, asked }, at, verdict.channel, verdict.validUntil);
    case 'human':
      return begin(turn, { ...open, asked }, at, HUMAN_CHANNEL, open.touch.usefulUntil);
    case 'hold':
      return takeHold(turn, { ...open, asked }, verdict);
    case 'drop':
      happened(turn, { kind: 'touch.ended', at, touch, how: 'dropped' });
      return replaceTouch(turn, touch, null);
  }
}

function begin(turn: Turn, open: OpenTouch, at: Instant, channel: string, validUntil: Instant): void {
  const { touch } = open;
  const attempts = open.attempts + 1;
  const attempt: Attempt = { id: `${touch.id}/${attempts}`, channel, at, validUntil };
  turn.ledger = reserve(turn.ledger, requestOf(open), channel, attempt.id, at);
  happened(turn, { kind: 'attempt.started', at, touch: touch.id, attempt: attempt.id, channel });
  const variables = variablesOf(turn.journeys, touch.run);
  turn.effects.push({ kind: 'dispatch', dispatch: { customerId: turn.customerId, attempt, touch, variables } });
  replaceTouch(turn, touch.id, { ...open, state: 'dispatching', attempts, attempt, dueAt: null });
}
