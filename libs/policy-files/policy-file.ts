import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { definePolicy, PolicyFaultsError, type HolidayCalendar, type PolicySet } from '#policy';
import { calendarWords } from './calendar-words.ts';
import { daysIn } from './days-file.ts';
import { jsonFault } from './json-fault.ts';
import { holidayCalendar } from './holiday-calendar.ts';
import { PolicyFileError } from './policy-file.error.ts';
import { shapeFaults } from './shape-faults.ts';

export interface PolicyFile {
  readonly sets: readonly PolicySet[];
  /** All that was read for it, files of holidays too, each with the time of its last change: when one is newer, the policy is. */
  readonly read: readonly (readonly [file: string, changedMs: number])[];
}

/**
 * One policy set, or a list of them, as JSON. Its calendars may name what is read here: the public holidays of a country, a
 * file with days of one's own beside the policy file.
 * Thrown: `PolicyFileError`, when it cannot be read, is not JSON, or has faults.
 */
export async function readPolicyFile(file: string): Promise<PolicyFile> {
  const read: [string, number][] = [];
  const textOf = async (path: string): Promise<string> => {
    // Before the reading: a change during it is then seen as one.
    read.push([path, (await stat(path)).mtimeMs]);
    // Editors on Windows put a mark before the text.
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  };
  try {
    const written = [parsed(await textOf(file)) as WrittenSet | readonly WrittenSet[]].flat();
    const faults = written.flatMap(shapeFaults);
    if (faults.length > 0) throw new PolicyFaultsError(faults);
    const daysBeside = async (name: string) => daysIn(await textOf(join(dirname(file), name)), name);
    const sets = await Promise.all(written.map(async (set) => definePolicy(await withDays(set, daysBeside))));
    return { sets, read };
  } catch (error) {
    throw new PolicyFileError(file, error);
  }
}

type WrittenSet = Omit<PolicySet, 'calendars'> & { readonly calendars?: unknown };

async function withDays(set: WrittenSet, daysBeside: (name: string) => Promise<readonly string[]>): Promise<PolicySet> {
  const { calendars: written, ...rest } = set;
  if (written === undefined) return rest;
  const calendars: { [name: string]: HolidayCalendar } = {};
  for (const [name, words] of Object.entries(calendarWords(written))) {
    const own = words.file === undefined ? [] : await daysBeside(words.file);
    calendars[name] = holidayCalendar(name, words, own);
  }
  return { ...rest, calendars };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(jsonFault(text, error as SyntaxError), { cause: error });
  }
}
