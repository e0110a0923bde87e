import { z } from 'zod';
import { looksPersonal } from './looks-personal.ts';
import { readMoment } from './moment.ts';

/** What every event carries, as it comes over the wire. Whatever else there is to say goes under `properties`. */
export const envelope = z.strictObject({
  id: z
    .string()
    .regex(
      /^[^\s\p{C}]{1,200}$/u,
      'must be 1 to 200 characters without spaces. Send the id the event has at its source.',
    )
    .meta({ description: 'unique at its source; the same id again is the same event' }),
  source: z
    .string()
    .regex(/^[^\s/\p{C}]{1,100}$/u, 'must be 1 to 100 characters without spaces or slashes. Name the sending system.')
    .meta({ description: 'the system that sends, such as core-banking' }),
  type: z
    .string()
    .regex(/^[^\p{C}]{1,100}$/u, 'must be 1 to 100 printable characters. Send a type such as order.placed.')
    .meta({ description: 'what happened; types that nobody knows are stored and move nothing' }),
  customerId: z
    .string()
    .superRefine((id, context) => {
      const what = looksPersonal(id);
      if (what !== null)
        context.addIssue({ code: 'custom', message: `looks like ${what}. Send an opaque id such as c-81f3 instead.` });
    })
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._:=+~|@-]{0,127}$/,
      'must be 1 to 128 letters, digits and . _ : = + ~ | -. Send the opaque id of the customer.',
    )
    .meta({ description: 'opaque id of the customer, never a phone number or an address' }),
  occurredAt: z
    .string()
    .superRefine((text, context) => {
      const read = readMoment(text);
      if ('fault' in read) context.addIssue({ code: 'custom', message: read.fault });
    })
    .meta({ format: 'date-time', description: 'when it happened, RFC 3339 with its offset' }),
  properties: z.record(z.string(), z.unknown()).optional().meta({ description: 'by type; see its schema' }),
  historical: z.boolean().optional().meta({ description: 'true: moves state and never sends, for backfills' }),
});
