import { readFileSync } from 'node:fs';

/** What a process said at its end, for a person: the newest line of its log that tells something. */
export function lastWords(log: string): string {
  const lines = log.trim().split('\n').slice(-20).map(sentenceOf);
  return lines
    .filter((line) => line !== '')
    .slice(-3)
    .join('\n')
    .slice(-2_000);
}

/** The same of a log to which earlier processes wrote the first bytes; nothing where it cannot be read. */
export function lastWordsIn(file: string, fromByte: number): string {
  try {
    return lastWords(readFileSync(file).subarray(fromByte).toString('utf8'));
  } catch {
    return '';
  }
}

function sentenceOf(line: string): string {
  const entry = entryIn(line);
  if (entry === null) return /^\s*at |^Node\.js v/.test(line) ? '' : line.trim();
  if (entry.level !== 'fatal' && entry.level !== 'error') return '';
  return [entry.msg, entry.err?.message].filter((text) => text !== undefined && text !== '').join(' ');
}

interface LogEntry {
  readonly level?: string;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

function entryIn(line: string): LogEntry | null {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' ? entry : null;
  } catch {
    return null;
  }
}
