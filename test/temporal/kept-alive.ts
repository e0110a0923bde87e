import type { PlainEvent, PlainHistory } from './plain-history.ts';

const LATE_S = 9;

/**
 * The same history, had every task that waited for local activities taken so long that the SDK kept it alive: it was completed
 * with what had been answered by then, nothing or the first answer, and another came in its place. The run sees no difference
 * but the time. A replay is told the later time, and the later length, for all of it where nothing had been answered.
 */
export function keptAlive({ events }: PlainHistory, answered: 'nothing' | 'the first'): PlainHistory {
  const told: PlainEvent[] = [];
  const ids = new Map<string, string>();
  let late = 0;
  const tell = (event: PlainEvent) => {
    const { seconds, nanos } = event.eventTime;
    const eventId = String(told.length + 1);
    ids.set(event.eventId, eventId);
    const eventTime = { seconds: String(Number(seconds) + late), nanos };
    told.push({ ...(withIds(event, ids) as PlainEvent), eventId, eventTime });
  };
  const isTask = (place: number) =>
    is(events[place], 'SCHEDULED') && is(events[place + 1], 'STARTED') && is(events[place + 2], 'COMPLETED');
  const tellFrom = (place: number, count: number) => events.slice(place, place + count).forEach(tell);
  for (let place = 0; place < events.length; place += 1) {
    const markers = isTask(place) ? markersFrom(events, place + 3) : 0;
    if (markers > 0 && answered === 'nothing') {
      tellFrom(place, 3);
      late += LATE_S;
      tellFrom(place, 3);
      place += 2;
    } else if (markers > 1) {
      tellFrom(place, 4);
      late += LATE_S;
      tellFrom(place, 3);
      place += 3;
    } else tellFrom(place, 1);
  }
  return { events: told };
}

function is(event: PlainEvent | undefined, what: string): boolean {
  return event?.eventType === `EVENT_TYPE_WORKFLOW_TASK_${what}`;
}

function markersFrom(events: readonly PlainEvent[], place: number): number {
  const after = events.slice(place).findIndex(({ eventType }) => eventType !== 'EVENT_TYPE_MARKER_RECORDED');
  return after === -1 ? events.length - place : after;
}

/** All that names another event names it by its new id. */
function withIds(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withIds(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name.endsWith('EventId') && typeof one === 'string' ? (ids.get(one) ?? one) : withIds(one, ids),
    ]),
  );
}
