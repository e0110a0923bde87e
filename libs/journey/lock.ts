import { canonicalJson } from './canonical-json.ts';
import type { Catalogue } from './catalogue.ts';
import { definitionId, guardNamesOf } from './definition-words.ts';
import type { Guard } from './guard.ts';

/** What is published, by hash: the content of `catalogue.lock.json`. */
export interface CatalogueLock {
  /** By `id@version`. */
  readonly journeys: { readonly [idAndVersion: string]: LockedJourney };
  readonly guards: { readonly [name: string]: string };
}

export interface LockedJourney {
  readonly hash: string;
  readonly guards: readonly string[];
}

/** The lock that a catalogue deserves. `sha256` gives hexadecimal digits. */
export function lockOf(catalogue: Catalogue, sha256: (text: string) => string): CatalogueLock {
  const journeys = catalogue.journeys.map((definition): [string, LockedJourney] => [
    definitionId(definition),
    { hash: sha256(canonicalJson(definition)), guards: [...guardNamesOf(definition)].sort() },
  ]);
  const guards = Object.entries(catalogue.guards).map(
    ([name, guard]) => [name, sha256(guardText(name, guard))] as const,
  );
  return { journeys: Object.fromEntries(journeys), guards: Object.fromEntries(guards) };
}

/**
 * What a guard's hash is taken of: its name, what it reads, and the text of its function. White space is evened out; still
 * the text is that of one compiler, so a lock is written and checked by the same command.
 */
export function guardText(name: string, guard: Guard): string {
  const text = guard.holds.toString().replace(/\s+/g, ' ');
  const { reads, totals } = guard;
  return canonicalJson({ name, reads, text, ...(totals !== undefined && { totals }) });
}

/**
 * What was changed under a published name, as sentences. New names and versions are no fault; nor is a journey or guard
 * that has gone, unless a published journey that is still there names the guard.
 */
export function silentEdits(locked: CatalogueLock, now: CatalogueLock): readonly string[] {
  const faults: string[] = [];
  for (const [name, { hash }] of Object.entries(now.journeys)) {
    const published = locked.journeys[name];
    if (published === undefined || published.hash === hash) continue;
    faults.push(
      `Journey ${name} is published and was changed since. Raise its version (runs in flight keep the old one), or undo the change.`,
    );
  }
  for (const [name, hash] of Object.entries(now.guards)) {
    const published = locked.guards[name];
    if (published === undefined || published === hash) continue;
    faults.push(
      `Guard "${name}" is published and was changed since. Give the new behaviour a new name, and keep the old guard.`,
    );
  }
  for (const [journey, { guards }] of Object.entries(locked.journeys)) {
    for (const guard of guards) {
      if (now.guards[guard] !== undefined || locked.guards[guard] === undefined) continue;
      faults.push(
        `Guard "${guard}" is gone, but ${journey} was published with it. Put it back; take ${journey} out of the lock when no run of it is open.`,
      );
    }
  }
  return faults;
}
