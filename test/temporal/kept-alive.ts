import type { PlainEvent, PlainHistory } from './plain-history.ts';

const LATE_S = 9;

/**
 * The same history, had every task that waited for a local activity taken so long that the SDK kept it alive: by a task that
 * was completed with nothing, and another in its place. The run sees no difference but the time. A replay is told the later
 * time, and the later length, for all of it.
 */
export function keptAlive({ events }: PlainHistory): PlainHistory {
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
  events.forEach((event, place) => {
    tell(event);
    const [scheduled, completed, after] = [events[place - 1], events[place + 1], events[place + 2]];
    if (!is(event, 'WORKFLOW_TASK_STARTED') || !scheduled || !completed || !after || !is(after, 'MARKER_RECORDED'))
      return;
    tell({ ...completed, eventTime: event.eventTime });
    late += LATE_S;
    tell({ ...scheduled, eventTime: event.eventTime });
    tell(event);
  });
  return { events: told };
}

function is({ eventType }: PlainEvent, type: string): boolean {
  return eventType === `EVENT_TYPE_${type}`;
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
