/** The words known where a definition is checked; null: not known there, so not checked. */
export interface KnownWords {
  readonly guards: ReadonlySet<string>;
  readonly templates: ReadonlySet<string> | null;
  readonly channels: ReadonlySet<string> | null;
  readonly activities: ReadonlySet<string> | null;
  readonly events: ReadonlySet<string> | null;
}

/** `Use one of: a, b.` */
export function oneOf(words: ReadonlySet<string>): string {
  return words.size === 0
    ? 'The vocabulary has none yet: declare it there.'
    : `Use one of: ${[...words].sort().join(', ')}.`;
}
