import fc from 'fast-check';
import { offsetTable } from '#clock';
import type { Instant } from '#journey';
import type { Disposition, LedgerEntry, Outcome, Profile, Rule, TouchRequest } from '#policy';

/** A customer's few days under a made-up policy: what was, what is known, and the touches that come up. */
export interface History {
  readonly rules: readonly Rule[];
  readonly ledger: readonly LedgerEntry[];
  readonly profile: Profile;
  readonly touches: readonly HistoryTouch[];
  /** Where the shuffle of candidates begins. */
  readonly seed: number;
}

export interface HistoryTouch {
  readonly request: TouchRequest;
  readonly outcome: Outcome;
  readonly disposition: Disposition | null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Around clock changes of many kinds, and around days without one. */
const SCENES: readonly { readonly zones: readonly string[]; readonly around: string }[] = [
  { zones: ['America/New_York'], around: '2026-03-08T07:00:00Z' },
  { zones: ['America/New_York', 'America/Los_Angeles'], around: '2026-11-01T06:00:00Z' },
  { zones: ['Australia/Lord_Howe'], around: '2026-04-04T15:00:00Z' },
  { zones: ['Australia/Lord_Howe'], around: '2026-10-03T15:30:00Z' },
  { zones: ['Europe/Berlin'], around: '2026-03-29T01:00:00Z' },
  { zones: ['Europe/London', 'Europe/Lisbon'], around: '2026-10-25T01:00:00Z' },
  { zones: ['Pacific/Auckland'], around: '2026-09-26T14:00:00Z' },
  { zones: ['America/Santiago'], around: '2026-09-06T04:00:00Z' },
  { zones: ['America/Havana'], around: '2026-03-08T05:00:00Z' },
  { zones: ['America/St_Johns'], around: '2006-10-29T02:31:00Z' },
  { zones: ['Pacific/Apia'], around: '2011-12-30T10:00:00Z' },
  { zones: ['Asia/Shanghai', 'Asia/Urumqi'], around: '2026-05-11T00:00:00Z' },
  { zones: ['Asia/Kolkata'], around: '2026-12-31T18:30:00Z' },
  { zones: ['Africa/Casablanca'], around: '2026-02-15T02:00:00Z' },
  { zones: [], around: '2026-06-01T12:00:00Z' },
];

const purpose = fc.constantFrom('service', 'marketing', 'collection');
const channel = fc.constantFrom('call', 'sms', 'push');
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3, nil: null });
const debt = fc.constantFrom('d1', 'd2', null);
const topic = fc.constantFrom('t1', 't2', null);
const ending = fc.constantFrom<readonly [Outcome, Disposition | null]>(
  ['no_answer', null],
  ['busy', null],
  ['failed', null],
  ['delivered', null],
  ['voicemail', null],
  ['connected', null],
  ['connected', 'refused'],
  ['connected', 'acted'],
  ['conversation', null],
  ['conversation', 'refused'],
  ['conversation', 'promised'],
  ['unknown', null],
);

const scope = fc.record(
  {
    purposes: fc.subarray(['service', 'marketing', 'collection'] as const, { minLength: 1 }),
    channels: fc.subarray(['call', 'sms', 'push'], { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const base = fc.record({
  onBlock: fc.constantFrom('hold', 'hold', 'hold', 'next', 'human', 'drop'),
  scope,
  callback: fc.nat({ max: 4 }),
});
const quarterOfDay = fc.nat({ max: 95 }).map((quarter) => clock(quarter * 15));
const window = fc.oneof(
  fc.constantFrom('90m', '12h', '24h', '3d', '7d').map((rolling) => ({ rolling })),
  fc.integer({ min: 1, max: 4 }).map((calendarDays) => ({ calendarDays })),
);
const subject = fc.constantFrom('person', 'debt', 'topic', 'purpose', 'journey');

const kind = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('hours'),
      allowed: fc.array(
        fc.record(
          { from: quarterOfDay, to: quarterOfDay, days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }) },
          { requiredKeys: ['from', 'to'] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('cap'),
      countOn: fc.constantFrom('attempt', 'attempt', 'delivered', 'connected', 'conversation'),
      window,
      limit: fc.integer({ min: 1, max: 4 }),
      subject,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('cooldown'),
      after: fc.subarray(['refused', 'promised', 'conversation', 'connected', 'delivered'], { minLength: 1 }),
      for: window,
      subject,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('cooldown'),
      after: fc.subarray(['refused', 'delivered', 'no_answer'], { minLength: 1 }),
      for: window,
      times: fc.integer({ min: 2, max: 3 }),
      within: fc.constantFrom('12h', '3d', '7d').map((rolling) => ({ rolling })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { kind: 'consent', needs: 'given' },
      { kind: 'consent', needs: 'given', confirmed: true },
      { kind: 'consent', needs: 'no objection' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('suppress'),
      flags: fc.subarray(['overdue', 'complaint'], { minLength: 1 }),
    }),
  },
);

/** One rule of any kind, without its id. */
export const rule = fc.tuple(base, kind).map(([{ onBlock, scope: where, callback }, what]) => ({
  ...what,
  ...where,
  onBlock,
  ...(callback === 0 ? { overriddenBy: ['callback'] } : {}),
}));

export const scene = fc.constantFrom(...SCENES);

export const history: fc.Arbitrary<History> = scene.chain(({ zones, around }) => {
  const middle = Date.parse(around);
  const minuteWithin = (days: readonly [number, number]): fc.Arbitrary<Instant> =>
    fc.integer({ min: days[0] * 1_440, max: days[1] * 1_440 }).map((minutes) => middle + minutes * MINUTE);
  const span = fc
    .record({ from: minuteWithin([-4, 2]), minutes: maybe(fc.integer({ min: 1, max: 2_000 })) })
    .map(({ from, minutes }) => ({ from, to: minutes === null ? null : from + minutes * MINUTE }));
  const entry = fc.record({
    at: minuteWithin([-6, -1]),
    purpose,
    channel,
    state: fc.constantFrom('committed', 'committed', 'committed', 'reserved', 'released'),
    ending,
    debt,
    topic,
    journey: fc.constantFrom('j1', null),
  });
  const touch = fc.record({
    at: minuteWithin([-1, 1]),
    useful: fc.integer({ min: 0, max: 2_500 }),
    purpose,
    channels: fc.shuffledSubarray(['call', 'sms', 'push'], { minLength: 1 }),
    debt,
    topic,
    class: fc.constantFrom('regulatory', 'service', 'reminder', 'conversion', 'marketing'),
    score: fc.nat({ max: 2 }),
    ending,
  });
  return fc
    .record({
      rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
      entries: fc.array(entry, { maxLength: 10 }),
      touches: fc.array(touch, { minLength: 1, maxLength: 6 }),
      consents: fc.array(
        fc.record({
          at: minuteWithin([-5, 2]),
          purpose,
          channel: fc.oneof(channel, fc.constant('*')),
          said: fc.constantFrom('yes', 'yes', 'no', 'confirmed', 'stop', 'start'),
        }),
        { maxLength: 10 },
      ),
      flags: fc.array(fc.tuple(fc.constantFrom('overdue', 'complaint', 'fraud-check'), span), { maxLength: 2 }),
      overrides: fc.array(fc.tuple(fc.constantFrom({}, { channel: 'call' }), span), { maxLength: 2 }),
      seed: fc.nat(),
    })
    .map(({ rules, entries, touches, consents, flags, overrides, seed }) => ({
      rules: rules.map((made, index) => ({ ...made, id: `r${index + 1}` }) as unknown as Rule),
      ledger: entries
        .toSorted((a, b) => a.at - b.at)
        .map(({ ending: [outcome, disposition], ...rest }, index) => ({
          ...rest,
          ...{ id: `e${index + 1}`, outcome, disposition, number: null, by: 'us' },
        })),
      profile: {
        zones: zones.map((zone) => offsetTable(zone, middle - 30 * DAY, middle + 60 * DAY)),
        consents: consents
          .toSorted((a, b) => a.at - b.at)
          .map(({ said, ...word }) => ({
            ...word,
            ...{ given: said !== 'no' && said !== 'stop', basis: said === 'stop' ? 'answer' : null },
            ...(said === 'confirmed' && { confirms: true as const }),
            ...(said === 'start' && { lifts: true as const }),
          })),
        flags: flags.map(([flag, when]) => ({ flag, ...when })),
        overrides: overrides.map(([where, when]) => ({ kind: 'callback', ...where, ...when })),
      },
      touches: touches.map(({ at, useful, ending: [outcome, disposition], ...rest }, index) => ({
        request: {
          ...rest,
          ...{ id: `t${index + 1}`, plannedAt: at, usefulUntil: at + useful * MINUTE, journey: 'j1', stage: null },
        },
        outcome,
        disposition,
      })),
      seed,
    }));
});

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
