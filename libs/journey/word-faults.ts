import { eventsOf } from './definition-words.ts';
import type { On } from './definition.ts';
import { parseDuration } from './duration.ts';
import { oneOf } from './known-words.ts';
import type { KnownWords } from './known-words.ts';

/** `atLeast`: whether no time at all may be said. */
export function durationFaults(what: string, duration: unknown, atLeast: 'zero' | 'some' = 'some'): readonly string[] {
  if (duration === undefined) return [];
  const parsed = typeof duration === 'string' ? parseDuration(duration) : null;
  if (parsed === null) {
    const said = JSON.stringify(duration);
    return [`${what} is ${said}, which has no unit that counts. Write 90s, 30m, 168h, 3 days or 2 weeks.`];
  }
  const length = parsed.kind === 'elapsed' ? parsed.ms : parsed.days;
  return atLeast === 'some' && length === 0 ? [`${what} is no time at all. Say how long.`] : [];
}

export function guardFaults(what: string, guard: string | undefined, known: KnownWords): readonly string[] {
  if (guard === undefined || known.guards.has(guard)) return [];
  return [`${what} names the guard "${guard}", which the vocabulary does not have. ${oneOf(known.guards)}`];
}

export function eventFaults(what: string, on: On | undefined, known: KnownWords): readonly string[] {
  if (on === undefined) return [];
  const events = eventsOf(on);
  if (events.length === 0) return [`${what} names no event. Name one, or leave it out.`];
  return events.flatMap((event) => {
    if (typeof event !== 'string' || event === '')
      return [`${what} names ${JSON.stringify(event)}, which is no event type.`];
    if (event.includes(':')) return [`${what} names "${event}". An event type has no colon.`];
    if (known.events === null || known.events.has(event)) return [];
    return [`${what} names the event "${event}", which the vocabulary does not have. ${oneOf(known.events)}`];
  });
}

export function wordFaults(what: string, word: string, words: ReadonlySet<string> | null): readonly string[] {
  return words === null || words.has(word) ? [] : [`${what} "${word}" is not in the vocabulary. ${oneOf(words)}`];
}
