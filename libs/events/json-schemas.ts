import { z } from 'zod';
import { eventSchemas } from './declared-events.ts';
import { envelope } from './envelope.ts';

export type JsonSchema = { readonly [keyword: string]: unknown };

/** The JSON schema of each declared event's properties, for the OpenAPI document. Personal ones say `"personal": true`. */
export function jsonSchemas(): { readonly [type: string]: JsonSchema } {
  return Object.fromEntries(Object.entries<z.ZodObject>(eventSchemas).map(([type, schema]) => [type, written(schema)]));
}

/** The JSON schema of what every event carries. */
export function envelopeJsonSchema(): JsonSchema {
  return written(envelope);
}

function written(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
