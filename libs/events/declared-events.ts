import type { z } from 'zod';
import { lendingEvents } from './lending.events.ts';
import { isPersonal } from './personal.ts';

/**
 * Every event that the door checks. A team adds a file of its own, `<team>.events.ts` with
 * `export const <team>Events = { 'policy.bought': z.object({…}) }`, and its name to this list.
 */
export const eventSchemas = combine(lendingEvents);

const visible = new Map<string, readonly string[]>();
const hidden = new Map<string, readonly string[]>();
for (const [type, schema] of Object.entries(eventSchemas)) {
  const fields = Object.entries<z.core.$ZodType>(schema.shape);
  visible.set(
    type,
    fields.filter(([, field]) => !isPersonal(field)).map(([name]) => name),
  );
  hidden.set(
    type,
    fields.filter(([, field]) => isPersonal(field)).map(([name]) => name),
  );
}

/** Has this type a schema? Events of other types are kept as they are. */
export function isDeclared(type: string): boolean {
  return visible.has(type);
}

/** The properties that no workflow may see. Empty for a type that is not declared. */
export function personalFields(type: string): readonly string[] {
  return hidden.get(type) ?? [];
}

/** The declared properties that a workflow may see; null for a type that is not declared. */
export function visibleFields(type: string): readonly string[] | null {
  return visible.get(type) ?? null;
}

export function schemaOf(type: string): z.ZodObject | null {
  return isDeclared(type) ? ((eventSchemas as { readonly [type: string]: z.ZodObject })[type] ?? null) : null;
}

type Schemas = { readonly [type: string]: z.ZodObject };
type Together<Files extends readonly Schemas[]> = Files extends readonly [
  infer First extends Schemas,
  ...infer Rest extends readonly Schemas[],
]
  ? First & Together<Rest>
  : unknown;

/** Puts the files of several teams together. Thrown when two of them declare the same event. */
export function combine<const Files extends readonly Schemas[]>(...files: Files): Together<Files> {
  const all: { [type: string]: z.ZodObject } = {};
  for (const file of files)
    for (const [type, schema] of Object.entries(file)) {
      if (all[type] !== undefined) throw new EventDeclaredTwiceError(type);
      all[type] = schema;
    }
  return all as Together<Files>;
}

/** Thrown when two files declare the same event type. */
export class EventDeclaredTwiceError extends Error {
  readonly code = 'EVENT_DECLARED_TWICE';
  readonly retryable = false;
  readonly type: string;
  constructor(type: string) {
    super(`Event "${type}" is declared twice. Keep one declaration, or give the other event a name of its own.`);
    this.name = 'EventDeclaredTwiceError';
    this.type = type;
  }
}
