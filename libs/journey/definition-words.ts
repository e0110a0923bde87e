import type { JourneyDefinition, On, StallDefinition } from './definition.ts';

export function eventsOf(on: On | undefined): readonly string[] {
  if (on === undefined) return [];
  return typeof on === 'string' ? [on] : on;
}

/** The name a stall goes by in touch ids and records: its own, else that of its touch or activity, else its place in the stage. */
export function stallName(stall: StallDefinition, index: number): string {
  return stall.name ?? stall.touch?.name ?? stall.activity ?? `stall-${index + 1}`;
}

/** The guards that a definition names. */
export function guardNamesOf(definition: JourneyDefinition): ReadonlySet<string> {
  const names = new Set<string | undefined>([definition.startsWhen, definition.goal?.when]);
  for (const stage of definition.stages) {
    names.add(stage.doneWhen);
    for (const stall of stage.stalls ?? []) names.add(stall.when).add(stall.unless);
  }
  names.delete(undefined);
  return names as ReadonlySet<string>;
}

/** The activities that a definition names. */
export function activityNamesOf({ stages }: JourneyDefinition): ReadonlySet<string> {
  return new Set(stages.flatMap(({ stalls = [] }) => stalls.flatMap(({ activity }) => activity ?? [])));
}

/** `bill.issued:dueOn` in its two parts. An event type has no colon. */
export function dateReference(date: string): { readonly type: string; readonly property: string } {
  const colon = date.indexOf(':');
  return { type: date.slice(0, colon), property: date.slice(colon + 1) };
}

/** `repayment.received:amount` in its two parts; an event alone is counted. */
export function totalReference(total: string): { readonly type: string; readonly property: string | null } {
  return total.includes(':') ? dateReference(total) : { type: total, property: null };
}

export function definitionId(definition: JourneyDefinition): string {
  return `${definition.id}@${definition.version}`;
}
