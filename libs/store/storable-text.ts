import type { Json } from '#journey';

/** U+0000, or half of a surrogate pair. */
const unstorable = /[\0\p{Surrogate}]/u;

/** JSON text that PostgreSQL takes: `null` when some string in it holds U+0000 or half of a surrogate pair. */
export function storableJson(value: unknown): string | null {
  const text = JSON.stringify(value);
  return mayBeUnstorable(text) && !isStorable(value) ? null : text;
}

/** The same, with every such character replaced by U+FFFD: for records, which must never be stuck. */
export function mendedJson(value: unknown): string {
  const text = JSON.stringify(value);
  return mayBeUnstorable(text) ? JSON.stringify(value, (_key, part: Json) => mended(part)) : text;
}

/** Well-formed JSON.stringify writes both kinds as escapes; a literal backslash before them is only a false alarm. */
function mayBeUnstorable(text: string): boolean {
  return /\\u(0000|d[89a-f])/.test(text);
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !unstorable.test(value);
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part));
}

function mended(part: Json): Json {
  return typeof part === 'string' ? part.replace(new RegExp(unstorable, 'gu'), '\uFFFD') : part;
}
