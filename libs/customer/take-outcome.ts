import type { CustomerEvent, Instant } from '#journey';
import { begin, commit, release } from '#policy';
import type { Disposition, Outcome } from '#policy';
import { takeAnswer } from './consent.ts';
import type { TouchEnd } from './happening.ts';
import type { DispatchResult } from './input.ts';
import { lookAgain } from './look-again.ts';
import { endOverrides } from './override.ts';
import type { Attempt, OpenTouch } from './state.ts';
import { happened, replaceTouch } from './turn.ts';
import type { Turn } from './turn.ts';

interface Ending {
  readonly outcome: Outcome;
  readonly disposition: Disposition | null;
  readonly detail: string | null;
  readonly neverLeft?: true;
}

/** The end of a dispatch. One whose touch has had its outcome by callback meanwhile says nothing new. */
export function takeDispatchResult(turn: Turn, at: Instant, attemptId: string, result: DispatchResult): void {
  if (result.kind !== 'not sent' && result.began !== undefined) {
    turn.ledger = begin(turn.ledger, attemptId, result.began);
  }
  const open = turn.touches.find((candidate) => candidate.attempt?.id === attemptId);
  if (open?.state !== 'dispatching' || open.attempt === null) return;
  if (result.kind === 'outcome') return endAttempt(turn, at, open, open.attempt, result);
  if (result.kind === 'not sent') return takeBack(turn, at, open, open.attempt, result.because);
  turn.ledger = commit(turn.ledger, attemptId, 'pending', null);
  replaceTouch(turn, open.touch.id, { ...open, state: 'awaiting outcome', dueAt: result.outcomeBy });
}

/**
 * An outcome told by the provider afterwards (`channel.outcome`). For an attempt whose touch has ended already, as
 * `unknown` or as merely delivered, it mends the ledger.
 */
export function takeCallback(turn: Turn, event: CustomerEvent): void {
  const { attempt: attemptId, outcome, disposition, detail } = event.properties;
  if (typeof attemptId !== 'string') return;
  const at = event.occurredAt;
  const ending: Ending = {
    outcome: outcome as Outcome,
    disposition: (disposition ?? null) as Disposition | null,
    detail: typeof detail === 'string' ? detail : null,
  };
  const open = turn.touches.find((candidate) => candidate.attempt?.id === attemptId);
  if (open?.attempt) return endAttempt(turn, at, open, open.attempt, ending);
  const entry = turn.ledger.find((candidate) => candidate.id === attemptId);
  if (entry === undefined) return;
  learn(turn, at, { id: attemptId, channel: entry.channel }, ending);
  const touch = attemptId.slice(0, attemptId.lastIndexOf('/'));
  happened(turn, { kind: 'attempt.ended', at, touch, attempt: attemptId, channel: entry.channel, ...ending });
}

/** Silence until the instant by which the outcome should have come. */
export function takeSilence(turn: Turn, at: Instant, open: OpenTouch): void {
  if (open.attempt !== null) {
    endAttempt(turn, at, open, open.attempt, { outcome: 'unknown', disposition: null, detail: 'no callback' });
  }
}

function endAttempt(turn: Turn, at: Instant, open: OpenTouch, attempt: Attempt, ending: Ending): void {
  const touch = open.touch.id;
  const { id, channel } = attempt;
  const { outcome, disposition, detail } = ending;
  learn(turn, at, attempt, ending);
  happened(turn, { kind: 'attempt.ended', at, touch, attempt: id, channel, outcome, disposition, detail });
  if (outcome === 'pending') return replaceTouch(turn, touch, { ...open, state: 'awaiting outcome' });
  const left = channelsAfter(open, channel);
  if (outcome === 'failed' && left.length > 0 && open.cancelled === null) {
    return lookAgain(turn, at, { ...open, channels: left });
  }
  happened(turn, { kind: 'touch.ended', at, touch, how: endOf(outcome) });
  replaceTouch(turn, touch, null);
}

/** None after a channel that the touch did not name: a person has taken over from all of them. */
function channelsAfter({ channels }: OpenTouch, channel: string): readonly string[] {
  const place = channels.indexOf(channel);
  return place === -1 ? [] : channels.slice(place + 1);
}

/** To unsubscribe closes the channel, however and whenever it is told; a talk or a refusal ends what was allowed before. */
function learn(turn: Turn, at: Instant, { id, channel }: Pick<Attempt, 'id' | 'channel'>, ending: Ending): void {
  turn.ledger =
    ending.neverLeft === true ? release(turn.ledger, id) : commit(turn.ledger, id, ending.outcome, ending.disposition);
  const entry = turn.ledger.find((candidate) => candidate.id === id);
  if (entry !== undefined) endOverrides(turn, entry);
  if (ending.disposition === 'unsubscribed') takeAnswer(turn, 'stop', channel, at, id);
}

function endOf(outcome: Outcome): TouchEnd {
  if (outcome === 'failed' || outcome === 'unknown') return outcome;
  return 'sent';
}

function takeBack(turn: Turn, at: Instant, open: OpenTouch, attempt: Attempt, because: string): void {
  const touch = open.touch.id;
  turn.ledger = release(turn.ledger, attempt.id);
  happened(turn, { kind: 'attempt.not sent', at, touch, attempt: attempt.id, because });
  if (open.cancelled === null) return lookAgain(turn, at, open);
  happened(turn, { kind: 'touch.ended', at, touch, how: 'cancelled' });
  replaceTouch(turn, touch, null);
}
