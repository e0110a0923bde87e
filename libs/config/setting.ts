import { z } from 'zod';

/** One variable of the environment: its form, its default, and the line about it that people read. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  readonly means: string;
  /** Its value is never printed. */
  readonly secret: boolean;
}

export function setting<S extends z.ZodType>(
  schema: S,
  about: { readonly means: string; readonly secret?: boolean },
): Setting<S> {
  return { schema, means: about.means, secret: about.secret ?? false };
}

export const flag = z
  .enum(['true', 'false', '1', '0'], { error: 'wants true or false' })
  .transform((word) => word === 'true' || word === '1');

export const port = number({ from: 0, to: 65_535 });

export const webAddress = z
  .url({ protocol: /^https?$/, error: 'wants an address that begins with http:// or https://' })
  .transform((url) => url.replace(/\/+$/, ''));

export const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'wants time zones of the IANA list, such as Asia/Shanghai' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export function number(range: { readonly from: number; readonly to: number; readonly whole?: boolean }) {
  const kind = range.whole === false ? 'a number' : 'a whole number';
  const error = `wants ${kind} from ${range.from} to ${range.to}`;
  return z
    .string()
    .regex(range.whole === false ? /^\d+(\.\d+)?$/ : /^\d+$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number().min(range.from, error).max(range.to, error));
}

/** Comma-separated; blanks around and empty items are dropped. */
export function list<S extends z.ZodType<string, string>>(item: S) {
  return z
    .string()
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .pipe(z.array(item));
}
