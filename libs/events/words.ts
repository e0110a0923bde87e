import { z } from 'zod';
import { purposes, touchClasses } from '#journey';
import { customerFlags, dispositions, outcomes, overrideKinds } from '#policy';
import { looksPersonal } from './looks-personal.ts';
import { readMoment } from './moment.ts';
import { isZone } from './zone-name.ts';

/** An opaque reference: to a bill, an order, an attempt. It may enter a workflow, so it must not be personal. */
export const reference = z
  .string()
  .regex(/^[^\s/\p{C}]{1,100}$/u, 'must be 1 to 100 characters without spaces or slashes')
  .refine((text) => looksPersonal(text) === null, 'looks like personal data; send an opaque reference instead')
  .meta({ description: 'opaque reference, never personal' });

/** A word of the house: a channel, a segment, a topic. */
export const word = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a lower-case word of letters, digits and hyphens, at most 40 characters');

/** Free text that is kept with the event and read by people. */
export const note = z.string().max(2_000, 'must be at most 2,000 characters');

/** What a customer writes, an e-mail too. */
export const letter = z.string().max(10_000, 'must be at most 10,000 characters');

/** An amount in the currency's main unit. */
export const money = z.number().min(0, 'must not be negative').max(1e12, 'is too large to be an amount');

export const calendarDate = z.iso.date('is not a day of the calendar. Write it as in 2026-03-01');

export const moment = z
  .string()
  .superRefine((text, context) => {
    const read = readMoment(text);
    if ('fault' in read) context.addIssue({ code: 'custom', message: read.fault });
  })
  .meta({ format: 'date-time' });

export const duration = z
  .templateLiteral([z.number().int().positive(), z.enum(['s', 'm', 'h', ' day', ' days', ' week', ' weeks'])])
  .meta({ description: '90s, 30m, 168h are elapsed time; "3 days", "2 weeks" are calendar time' });

export const purpose = z.enum(purposes);

/** How important a contact is, whatever it is for. */
export const touchClass = z.enum(touchClasses);

/** How a contact ended. `pending` is no end, so no event says it. */
export const outcome = z.enum(outcomes);

export const disposition = z.enum(dispositions);

/** What a customer may agree to; a callback that is wanted has an event of its own. */
export const agreement = z.enum(overrideKinds).exclude(['callback']);

/** What protects a customer. A closed list: a mistyped flag would protect nobody. */
export const flag = z.enum(customerFlags);

export const zone = z
  .string()
  .max(60)
  .refine(isZone, 'is not a time zone of the IANA list; write it as in Asia/Shanghai')
  .meta({ description: 'IANA time zone, such as Asia/Shanghai' });
