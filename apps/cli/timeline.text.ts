import type { Instant, Json } from '#journey';
import type { TimelineEntry } from '#store';

/** One line of a customer's life, for a person to read. Only what belongs to that moment, and nothing personal. */
export function lineOf({ at, kind, what }: TimelineEntry): string {
  const facts = said[kind](readerOf(what)).filter((fact) => fact !== '');
  return `${iso(at)}  ${kind.padEnd(17)} ${facts.join(', ')}`;
}

/** The same for a machine: camelCase names, every instant as ISO 8601 in UTC. */
export function jsonOf({ at, kind, what }: TimelineEntry): Json {
  const named = Object.entries(what).map(([column, value]) => [camelCase(column), utc(value)] as const);
  return { at: iso(at), kind, what: Object.fromEntries(named) };
}

export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

/** Reads a column: '' where there is nothing; with words around it where there is something. */
type Reader = (column: string, before?: string) => string;

const said: { readonly [Kind in TimelineEntry['kind']]: (of: Reader) => readonly string[] } = {
  event: (of) => [of('type'), of('source') + of('id', '/')],
  'run.started': (of) => [of('journey') + of('version', '@'), of('subject', 'about '), of('arm', 'arm ')],
  'run.ended': (of) => [of('journey') + of('version', '@'), of('ended_how'), of('ended_by', 'by ')],
  'stage.entered': (of) => [of('stage'), entry(of)],
  'stage.done': (of) => [of('stage')],
  'stall.fired': (of) => [of('stall'), of('stage', 'in stage '), of('result', 'result: ')],
  'stall.resolved': (of) => [of('stall'), of('stage', 'in stage ')],
  'touch.planned': (of) => [
    of('name'),
    of('purpose'),
    of('via', 'by '),
    of('useful_until', 'useful until '),
    of('id', 'touch '),
  ],
  verdict: (of) => [
    of('kind') + of('channel', ' on '),
    of('until', of('kind') === 'send' ? 'good until ' : 'until '),
    of('blocked_by', 'because of '),
    of('winner', 'the slot went to '),
    of('touch', 'touch '),
  ],
  'attempt.started': (of) => [of('channel'), of('id', 'attempt ')],
  'attempt.not sent': (of) => [of('channel'), of('not_sent_because')],
  'attempt.ended': (of) => [of('channel'), of('outcome'), of('disposition'), of('detail')],
  'touch.cancelled': (of) => [of('name'), of('cancelled_because')],
  'touch.ended': (of) => [of('name'), of('how')],
  'activity.planned': (of) => [of('name'), of('stage', 'in stage ')],
  'activity.cancelled': (of) => [of('name'), of('cancelled_because')],
  'activity.ended': (of) => [of('name'), of('how'), of('detail')],
  'contact.elsewhere': (of) => [of('channel'), of('purpose'), of('outcome'), of('disposition'), of('by', 'by ')],
  'journey.fault': (of) => [of('kind'), of('journey'), of('name'), of('because')],
};

function entry(of: Reader): string {
  return of('entry') === '1' ? '' : of('entry', 'entry ');
}

function readerOf(what: TimelineEntry['what']): Reader {
  return (column, before = '') => {
    const text = textOf(what[column] ?? null);
    return text === '' ? '' : before + text;
  };
}

function textOf(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'string') return String(utc(value));
  return Array.isArray(value) ? value.map(textOf).join(' or ') : JSON.stringify(value);
}

/** PostgreSQL writes an instant in JSON with `+00:00` and as many digits as it needs. */
function utc(value: Json): Json {
  const isInstant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/.test(value);
  return isInstant ? iso(Date.parse(value)) : value;
}

function camelCase(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
