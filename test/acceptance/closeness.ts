import { localTime, type Instant, type OffsetTable } from '#journey';
import type { Application } from './applications.ts';
import type { RehearsedLife } from './rehearsed-life.ts';
import type { Told, ToldVerdict } from './told.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Of `conservative`, by the customer's clock: where its hours begin and end, and where its calendar day does. */
const edges = [0, 8, 9, 20, 21].map((hour) => hour * HOUR);
/** Of `conservative`: how long a contact takes a slot, keeps others away, or waits to count as ignored. */
const windows = [3 * DAY, 7 * DAY];

/** How late the live system was with this customer, in business time: with its events, what was due, and what it sent. */
export function latenessOf({ verdicts, heardLate, wentLate }: Told): number {
  let late = Math.max(heardLate, wentLate);
  for (const [nth, verdict] of verdicts.entries()) {
    const due = dueOf(verdict, verdicts[nth - 1]);
    if (due !== null) late = Math.max(late, verdict.at - due);
  }
  return late;
}

/** When a verdict was to be given; null for one that follows from an outcome. */
function dueOf(verdict: ToldVerdict, before: ToldVerdict | undefined): Instant | null {
  if (verdict.number === 1) return verdict.plannedAt;
  return before?.touch === verdict.touch && before.kind === 'hold' ? before.until : null;
}

/** Is anything of this life so close to something else that being late by `late` may change which comes first? Why. */
export function closeness(
  { events }: Application,
  { dues }: RehearsedLife,
  { verdicts }: Told,
  late: number,
  zones: readonly OffsetTable[],
): string | null {
  const near = (one: Instant, other: Instant) => Math.abs(one - other) <= late;
  const instants = [...dues].sort((a, b) => a - b);
  if (events.some((event) => instants.some((due) => near(event.occurredAt, due)))) return 'an event and a due instant';
  if (instants.some((due, nth) => nth > 0 && near(due, instants[nth - 1] ?? 0))) return 'two due instants';
  for (const [nth, verdict] of verdicts.entries()) {
    const isBound = verdict.purpose === 'marketing' || verdict.via.includes('call');
    if (isBound && zones.some((zone) => crossesEdge(verdict.at, late, zone))) return 'a verdict and an edge of hours';
    if (verdict.at <= verdict.usefulUntil && verdict.at + late > verdict.usefulUntil)
      return 'a verdict and its end of use';
    const slots = verdicts
      .filter(({ kind }) => kind === 'send')
      .flatMap(({ at }) => windows.map((window) => at + window));
    const isDue = dueOf(verdict, verdicts[nth - 1]) === verdict.at && verdict.number > 1;
    const within = slots.filter((slot) => slot > verdict.at && slot <= verdict.usefulUntil + late);
    if (isBound && within.some((slot) => zones.some((zone) => isNearEdge(slot, late, zone))))
      return 'the slot of a cap and an edge of hours';
    if (isBound && !isDue && slots.some((slot) => near(slot, verdict.at))) return 'a verdict and the slot of a cap';
  }
  return null;
}

function crossesEdge(at: Instant, late: number, zone: OffsetTable): boolean {
  const time = sinceMidnight(at, zone);
  return [...edges, DAY].some((edge) => time < edge && time + late >= edge);
}

function isNearEdge(at: Instant, late: number, zone: OffsetTable): boolean {
  const time = sinceMidnight(at, zone);
  return [...edges, DAY].some((edge) => Math.abs(time - edge) <= late);
}

function sinceMidnight(at: Instant, zone: OffsetTable): number {
  const clock = localTime(zone, at);
  return clock - Math.floor(clock / DAY) * DAY;
}
