import { shift } from './calendar.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { instantOfDate } from './date-value.ts';
import { happened } from './draft.ts';
import type { Draft, MovingRun } from './draft.ts';
import type { Instant } from './instant.ts';
import type { ArmedDeadline, Run } from './state.ts';

/** Which stall is armed, at which entry, from when on, and whether a historical event did it. */
export interface Arming {
  readonly stage: number;
  readonly stall: number;
  readonly entry: number;
  readonly from: Instant;
  readonly historical: boolean;
}

/** Arms one stall; where no date can be counted to, records why not. */
export function arm(draft: Draft, journey: CompiledJourney, run: MovingRun, arming: Arming): void {
  const { stage, stall, entry, from, historical } = arming;
  const words = journey.stages[stage]?.stalls[stall];
  if (words === undefined) return;
  const { zone } = draft;
  let at: Instant;
  if (words.counted === 'after') at = shift(from, words.duration, zone);
  else {
    const { type, property, sign } = words.counted;
    const value = run.facts[type]?.properties[property];
    const date = instantOfDate(value, zone);
    if (date === null) {
      const because =
        value === undefined || value === null
          ? `No "${type}" with a "${property}" has been heard of.`
          : `"${property}" of "${type}" is no date: write 2026-03-01, or an instant with its offset.`;
      const place = { run: run.id, stage: journey.stages[stage]?.name ?? '', stall: words.name, entry };
      happened(draft, { kind: 'stall.not armed', at: from, ...place, because });
      return;
    }
    at = shift(date, words.duration, zone, sign);
  }
  const deadline: { -readonly [Member in keyof ArmedDeadline]: ArmedDeadline[Member] } = { at, stage, stall, entry };
  if (historical) deadline.historical = true;
  if (at < draft.now) deadline.heardAt = draft.now;
  run.deadlines = inserted(run.deadlines, deadline);
}

function inserted(deadlines: Run['deadlines'], deadline: ArmedDeadline): Run['deadlines'] {
  let place = deadlines.length;
  while (place > 0 && bySooner(deadlines[place - 1] ?? deadline, deadline) > 0) place--;
  if (place === deadlines.length) return [...deadlines, deadline];
  return [...deadlines.slice(0, place), deadline, ...deadlines.slice(place)];
}

/** Soonest first; at one instant in the order of the stages, then of their stalls. */
export function bySooner(a: ArmedDeadline, b: ArmedDeadline): number {
  return a.at - b.at || a.stage - b.stage || a.stall - b.stall;
}
