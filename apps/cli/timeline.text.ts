import type { Instant, Json } from '#journey';
import type { Language } from '#policy';
import type { TimelineEntry } from '#store';
import { english } from './timeline.en.ts';
import type { Cause, Reader, TimelineWords } from './timeline.words.ts';
import { chinese } from './timeline.zh.ts';

/** Wide enough for the longest kind; a Chinese letter takes two places. */
const KIND_WIDTH = 17;

/** One line of a customer's life, for a person to read. Only what belongs to that moment, and nothing personal. */
export function lineOf({ at, kind, what }: TimelineEntry, language: Language, cause: Cause): string {
  const { comma, between, kinds, said } = language === 'zh' ? chinese : english;
  const facts = said[kind](readerOf(what, between), cause).filter((fact) => fact !== '');
  const name = kinds[kind];
  const places = [...name].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
  return `${iso(at)}  ${name}${' '.repeat(Math.max(0, KIND_WIDTH - places))} ${facts.join(comma)}`;
}

/** The same for a machine: camelCase names, every instant as ISO 8601 in UTC. */
export function jsonOf({ at, kind, what }: TimelineEntry): Json {
  const named = Object.entries(what).map(([column, value]) => [camelCase(column), utc(value)] as const);
  return { at: iso(at), kind, what: Object.fromEntries(named) };
}

export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

function readerOf(what: TimelineEntry['what'], between: TimelineWords['between']): Reader {
  return (column, before = '', inWords = (text) => text) => {
    const text = textOf(what[column] ?? null, between(column), inWords);
    return text === '' ? '' : before + text;
  };
}

function textOf(value: Json, between: string, inWords: (text: string) => string): string {
  if (value === null) return '';
  if (typeof value === 'string') return inWords(String(utc(value)));
  return Array.isArray(value)
    ? (value as readonly Json[]).map((item) => textOf(item, between, inWords)).join(between)
    : inWords(JSON.stringify(value));
}

/** PostgreSQL writes an instant in JSON with `+00:00` and as many digits as it needs. */
function utc(value: Json): Json {
  const isInstant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/.test(value);
  return isInstant ? iso(Date.parse(value)) : value;
}

function camelCase(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
