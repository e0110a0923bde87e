import { z } from 'zod';

/**
 * What may be written in a policy file, and of which type: everything is optional here, because whether a rule that is written
 * right can be meant is asked by #policy, in words that know what it is for. `whatever`: those words know any type.
 */
const whatever = z.unknown();
const text = z.string();
const words = z.array(text);
const both = z.strictObject({ en: text, zh: text });
const window = z.strictObject({ rolling: whatever, calendarDays: whatever }).partial();
const scope = { purposes: words, channels: words };
const phrases = z.record(text, words);

const rule = {
  ...scope,
  ...{
    id: whatever,
    kind: text,
    says: both,
    journeys: words,
    onBlock: text,
    overriddenBy: words,
    shadow: z.literal(true),
  },
};
const subject = text;
const openWindow = z
  .strictObject({
    from: whatever,
    to: whatever,
    days: z.array(z.number()),
    onHolidays: z.enum(['open', 'closed', 'only']),
  })
  .partial();

export const ruleShapes = {
  hours: z.strictObject({ ...rule, allowed: z.array(openWindow), calendar: text }).partial(),
  cap: z.strictObject({ ...rule, countOn: text, subject, window: window, limit: z.number() }).partial(),
  cooldown: z
    .strictObject({
      ...rule,
      after: words,
      for: window,
      subject,
      times: z.number(),
      within: window,
      ignoredAfter: whatever,
    })
    .partial(),
  consent: z.strictObject({ ...rule, needs: text, confirmed: z.literal(true) }).partial(),
  suppress: z.strictObject({ ...rule, flags: words }).partial(),
  holdout: z.strictObject({ ...rule, percent: z.number(), salt: whatever }).partial(),
} as const;

const contentRule = { ...scope, id: whatever, kind: text };

export const contentShapes = {
  'way out': z.strictObject({ ...contentRule, anyOf: phrases }).partial(),
  disclosure: z.strictObject({ ...contentRule, anyOf: phrases }).partial(),
  forbidden: z.strictObject({ ...contentRule, words }).partial(),
  variables: z.strictObject({ ...contentRule, allowed: words }).partial(),
} as const;

/** Rules are looked at one by one, each by its kind. */
export const setShape = z
  .strictObject({
    name: whatever,
    title: text,
    origin: z
      .strictObject({
        number: text,
        source: text,
        asOf: text,
        confidence: z.enum(['F', 's', 'm', 'ours']),
        notes: text,
      })
      .partial(),
    enabled: z.boolean(),
    rules: z.array(z.looseObject({})),
    content: z.array(z.looseObject({})),
    leavesOpen: z.array(
      z.strictObject({ ...scope, kinds: z.array(z.enum(['cap', 'hours', 'consent'])), because: both }).partial(),
    ),
    calendars: whatever,
    sendValidFor: whatever,
    yieldsWithin: whatever,
    spreadsOver: whatever,
  })
  .partial();
