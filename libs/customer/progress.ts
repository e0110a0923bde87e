import type { Instant, JourneyEffect, JourneyHappening } from '#journey';
import { commit } from '#policy';
import type { Disposition, LedgerEntry } from '#policy';
import type { Turn } from './turn.ts';

/** So long after a contact a step forward, or a reply, counts as its answer; later, the contact was ignored. */
const ANSWER_WITHIN = 7 * 24 * 3_600_000;

/** A stage done by its own event, or the goal, answers what was said about that run: those contacts were not ignored. */
export function progressed(turn: Turn, effects: readonly JourneyEffect[]): void {
  for (const effect of effects) {
    if (effect.kind !== 'happened' || !isForward(effect.happening)) continue;
    const { at, run } = effect.happening;
    answered(turn, at, 'acted', ({ id }) => id.startsWith(`${run}/`));
  }
}

type Forward = Extract<JourneyHappening, { kind: 'stage.done' | 'run.ended' }>;

function isForward(happening: JourneyHappening): happening is Forward {
  if (happening.kind === 'stage.done') return happening.by === 'event';
  return happening.kind === 'run.ended' && happening.how === 'goal';
}

export function repliedOn(turn: Turn, at: Instant, channel: string | null): void {
  answered(turn, at, 'replied', (entry) => entry.channel === channel && entry.by === 'us');
}

function answered(turn: Turn, at: Instant, how: Disposition, concerns: (entry: LedgerEntry) => boolean): void {
  for (const entry of turn.ledger) {
    const recent = entry.at <= at && at <= entry.at + ANSWER_WITHIN;
    if (recent && entry.state === 'committed' && entry.disposition === null && concerns(entry)) {
      turn.ledger = commit(turn.ledger, entry.id, entry.outcome, how);
    }
  }
}
