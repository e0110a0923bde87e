import { isZone } from '#clock';
import { purposes, touchClasses } from '#journey';
import { customerFlags, outcomes } from '#policy';
import { z } from 'zod';

/**
 * What a log's rows mean, as JSON that is written by hand. All faults are told at once.
 * See test/data/dutch-loans/mapping.json for an example of nearly every word.
 */
const purpose = z.enum(purposes);
const name = z.string().min(1);
const duration = z
  .string()
  .regex(/^\d+(\.\d+)?[smh]$|^\d+ (day|days|week|weeks)$/, 'write a duration with its unit: "30m", "168h", "3 days"');

/** As at the live door, a closed list: a mistyped flag would protect nobody, and the backtest would not say so. */
const flag = z.string().refine((text) => customerFlags.some((known) => known === text), {
  error: ({ input }) =>
    `"${String(input)}" is no flag that a customer can have. There are ${customerFlags.join(', ')}; ` +
    'a complaint or a dispute is an event, such as "complaint.opened"',
});

const eventMeaning = z.strictObject({
  event: name,
  /** Which of the mapping's properties it carries; all of them when absent. */
  properties: z.array(name).optional(),
});
const contactMeaning = z.strictObject({
  contact: z.strictObject({
    channel: name,
    purpose,
    outcome: z.enum(outcomes).default('connected'),
    by: name.optional(),
    debt: name.optional(),
    topic: name.optional(),
  }),
});
const requestMeaning = z.strictObject({
  request: z.strictObject({
    channel: z.union([name, z.array(name).min(1)]),
    purpose,
    /** How long a hold may last; absent: a block means drop. */
    usefulFor: duration.optional(),
    debt: name.optional(),
    topic: name.optional(),
    class: z.enum(touchClasses).optional(),
    score: z.number().optional(),
  }),
});
const flagMeaning = z.strictObject({ flag });
const unflagMeaning = z.strictObject({ unflag: flag });
const meaning = z.union([name, eventMeaning, contactMeaning, requestMeaning, flagMeaning, unflagMeaning], {
  error:
    'say an event type, or one of { "event": … }, { "contact": { channel, purpose } }, { "request": { channel, purpose } }, { "flag": … }, { "unflag": … }',
});

/** Several columns are one key together. */
const keyColumn = z.union([name, z.array(name).min(1)]);
const propertyColumn = z.union([
  z.enum(['text', 'number', 'boolean', 'date']),
  z.strictObject({ column: name, type: z.enum(['text', 'number', 'boolean', 'date']).default('text') }),
  /** The same in every row. */
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) }),
]);

export const mappingSchema = z.strictObject({
  format: z.enum(['csv', 'tsv', 'ndjson']).optional(),
  delimiter: z.string().min(1).optional(),
  /** Default UTF-8. */
  encoding: z.enum(['utf-8', 'utf-16le', 'windows-1252', 'gb18030']).optional(),
  timeZone: z.string().refine(isZone, 'write the name of an IANA time zone, such as "Europe/Amsterdam"'),
  columns: z.strictObject({
    customer: keyColumn,
    activity: name,
    lifecycle: name.optional(),
    /** Several (a date and a time) are read with a blank between them. */
    timestamp: keyColumn,
    /** The IANA zone that a row's local time is of, and its customer lives in; where it is empty, `timeZone` holds. */
    timeZone: name.optional(),
    /** Property of the events -> the column that names the subject: what a journey's `key` looks at. */
    subject: z.record(name, keyColumn).optional(),
    /** Property of the events -> its type (the column has its name), or column and type, or a value for all rows. */
    properties: z.record(name, propertyColumn).optional(),
  }),
  /** `activity` or `activity/lifecycle` -> what it means; unlisted ones are counted and move nothing. */
  activities: z
    .record(name, z.union([meaning, z.array(meaning).min(1)]))
    .refine((activities) => Object.keys(activities).length > 0, 'list at least one activity'),
  /** How dates are written that do not begin with the year: 3 February as 03/02/2024 or as 02/03/2024. */
  dates: z.enum(['year first', 'day first', 'month first']).optional(),
  /** How numbers are written: `,` for 1.234,50. Default `.`. */
  decimal: z.enum(['.', ',']).optional(),
  /** Flags that are up for everyone before the log begins. */
  flags: z.array(flag).optional(),
  /** Consents that everyone has given, and perhaps confirmed, before the log begins. */
  consents: z
    .array(
      z.strictObject({
        purpose,
        channel: name.default('*'),
        basis: name.optional(),
        confirmed: z.literal(true).optional(),
      }),
    )
    .optional(),
  /** Are all rows of a customer together? Absent: it is looked at, and put in order on disk if they are not. */
  grouped: z.boolean().optional(),
  /** Rows outside are counted and left out. `until` is the log's last instant too, up to which deadlines fire. */
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  /** A preset's name or a policy file beside this mapping. `--policy` overrides it. */
  policy: name.optional(),
  /** How the people answer: `delivered` at once, or as the sandbox's people do, by this seed. */
  answers: z
    .union([
      z.literal('delivered'),
      z.strictObject({ seed: z.string(), when: z.enum(['at once', 'later']).optional() }),
    ])
    .optional(),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type Meaning = z.infer<typeof meaning>;

/** Thrown when a mapping does not say what it must: every fault, each with its place. */
export class UnusableMapping extends Error {
  readonly code = 'MAPPING_UNUSABLE';
  readonly retryable = false;
  override readonly name = 'UnusableMapping';

  constructor(
    readonly where: string,
    readonly faults: readonly string[],
  ) {
    super(
      `The mapping "${where}" cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}\nCorrect ${faults.length === 1 ? 'this' : 'these'} and run it again.`,
    );
  }
}

/** Throws UnusableMapping. */
export function parseMapping(json: unknown, where: string): Mapping {
  const result = mappingSchema.safeParse(json);
  if (!result.success) {
    throw new UnusableMapping(
      where,
      result.error.issues.map((issue) => `${issue.path.map(String).join('.') || '(the whole)'}: ${issue.message}`),
    );
  }
  const strangers = Object.entries(result.data.activities).flatMap(([activity, means]) =>
    [means].flat().flatMap((one) => unknownProperties(result.data, activity, one)),
  );
  if (strangers.length > 0) throw new UnusableMapping(where, strangers);
  return result.data;
}

function unknownProperties(mapping: Mapping, activity: string, means: Meaning): readonly string[] {
  if (typeof means === 'string') return [];
  const known = [...Object.keys(mapping.columns.subject ?? {}), ...Object.keys(mapping.columns.properties ?? {})];
  const named =
    'event' in means
      ? (means.properties ?? [])
      : 'contact' in means
        ? present(means.contact.debt)
        : 'request' in means
          ? present(means.request.debt)
          : [];
  return named
    .filter((property) => !known.includes(property))
    .map(
      (property) =>
        `activities.${activity}: names the property "${property}", which is in neither columns.subject nor columns.properties`,
    );
}

function present(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
