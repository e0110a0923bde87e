import type { Json } from './json.ts';
import type { EndedRuns, JourneyState, Run } from './state.ts';

type Properties = { readonly [name: string]: Json };

/** The subject that properties name under a key: a text that is not empty, or a number. Null: they name none. */
export function subjectIn(properties: Properties, key: string): string | null {
  const value = properties[key];
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

/** Does an event with these properties go to a run of this key and subject? Without the run's key it goes to all runs. */
export function concerns(properties: Properties, key: string | null, subject: string | null): boolean {
  if (key === null) return true;
  const named = subjectIn(properties, key);
  return named === null || named === subject;
}

/** Under what the ended runs of a subject are remembered, and what their ids begin with. */
export function subjectKey(journey: string, subject: string | null): string {
  return `${journey}/${subject ?? ''}`;
}

/** `key`: as `subjectKey` gives it. */
export function endedOf(ended: JourneyState['ended'], key: string): EndedRuns | undefined {
  for (const entry of ended) if (entry.of === key) return entry;
  return undefined;
}

export function hasOpenRun(runs: readonly Run[], journey: string, subject: string | null): boolean {
  for (const run of runs) if (run.subject === subject && run.journey === journey) return true;
  return false;
}
