import type { z } from 'zod';

/** The brand of personal data in types: a property that bears it is not among what guards may read. */
export type Personal = z.core.$brand<'personal'>;

/** Marks a property as personal: the store keeps it, no workflow ever sees it. Shown in the JSON schema as well. */
export function personal<S extends z.ZodType>(schema: S): z.core.$ZodBranded<S, 'personal'> & S {
  return schema.meta({ ...schema.meta(), personal: true }).brand<'personal'>();
}

/** Is this property, or what it wraps (optional, nullable), marked as personal? */
export function isPersonal(schema: z.core.$ZodType): boolean {
  let inner: unknown = schema;
  while (isSchema(inner)) {
    if (inner.meta()?.['personal'] === true) return true;
    inner = wraps(inner) ? inner.unwrap() : undefined;
  }
  return false;
}

function isSchema(value: unknown): value is z.ZodType {
  return typeof value === 'object' && value !== null && 'meta' in value && 'safeParse' in value;
}

function wraps(schema: z.ZodType): schema is z.ZodType & { unwrap(): unknown } {
  return 'unwrap' in schema && typeof schema.unwrap === 'function';
}
