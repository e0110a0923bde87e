import type { Instant, Purpose } from '#journey';
import type {
  AllowedWindow,
  CapRule,
  ConsentRule,
  CooldownRule,
  HoursRule,
  LedgerEntry,
  Profile,
  Rule,
  TouchRequest,
} from '#policy';

/**
 * A second policy, as slow and plain as can be, to hold the first against: every rule is a yes or no at an instant, a hold
 * is found minute by minute, and the wall clock is asked of Intl, not of an offset table. Knows whole minutes only.
 */
export interface NaiveVerdict {
  readonly kind: 'send' | 'hold' | 'human' | 'drop';
  readonly channel: string | null;
  readonly until: Instant | null;
  readonly blockedBy: readonly string[];
}

export interface World {
  readonly rules: readonly Rule[];
  readonly ledger: readonly LedgerEntry[];
  readonly profile: Profile;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

export function naiveVerdict(request: TouchRequest, world: World, at: Instant): NaiveVerdict {
  if (at > request.usefulUntil) return { kind: 'drop', channel: null, until: null, blockedBy: ['useful-until'] };
  for (const channel of request.channels) {
    const blocking = world.rules.filter((rule) => blocksNaively(rule, request, channel, world, at));
    const blockedBy = blocking.map(({ id }) => id).sort();
    if (blocking.length === 0) return { kind: 'send', channel, until: null, blockedBy };
    if (blocking.some(({ onBlock }) => onBlock === 'drop')) return { kind: 'drop', channel, until: null, blockedBy };
    if (blocking.some(({ onBlock }) => onBlock === 'next') && channel !== request.channels.at(-1)) continue;
    if (blocking.every(({ onBlock }) => onBlock === 'human')) return { kind: 'human', channel, until: null, blockedBy };
    const waiting = world.rules.filter(({ onBlock }) => onBlock !== 'human');
    for (let minute = at; minute <= request.usefulUntil; minute += MINUTE) {
      if (waiting.every((rule) => !blocksNaively(rule, request, channel, world, minute))) {
        return { kind: 'hold', channel, until: minute, blockedBy };
      }
    }
    return { kind: 'drop', channel, until: null, blockedBy: [...blockedBy, 'useful-until'].sort() };
  }
  return { kind: 'drop', channel: null, until: null, blockedBy: ['no-channel'] };
}

export function blocksNaively(rule: Rule, request: TouchRequest, channel: string, world: World, t: Instant): boolean {
  if (!listed(rule.purposes, request.purpose) || !listed(rule.channels, channel) || rule.shadow === true) return false;
  const { profile } = world;
  const standing = (span: { from: Instant; to: Instant | null }): boolean =>
    span.from <= t && (span.to === null || t < span.to);
  const overrides = profile.overrides.filter((one) => standing(one) && (rule.overriddenBy ?? []).includes(one.kind));
  if (overrides.some((one) => one.channel === undefined || one.channel === channel)) return false;
  switch (rule.kind) {
    case 'hours':
      return zonesOf(profile).length === 0 || zonesOf(profile).some((zone) => !openAt(rule, zone, t));
    case 'cap':
      return capReached(rule, request, world, t);
    case 'cooldown':
      return coolingDown(rule, request, world, t);
    case 'consent':
      return !consented(rule, request.purpose, channel, profile, t);
    case 'suppress':
      return profile.flags.some((one) => standing(one) && rule.flags.includes(one.flag));
    case 'holdout':
      return false;
  }
}

function openAt(rule: HoursRule, zone: string, t: Instant): boolean {
  const local = wallClock(zone, t);
  const today = Math.floor(local / DAY);
  const minutes = Math.floor((local - today * DAY) / MINUTE);
  return rule.allowed.some((window) => {
    const from = clock(window.from);
    const to = clock(window.to);
    if (from < to) return onDay(window, today) && from <= minutes && minutes < to;
    return (onDay(window, today) && minutes >= from) || (onDay(window, today - 1) && minutes < to);
  });
}

function onDay(window: AllowedWindow, day: number): boolean {
  const weekday = new Date(day * DAY).getUTCDay();
  return window.days === undefined || window.days.includes(weekday === 0 ? 7 : weekday);
}

function capReached(rule: CapRule, request: TouchRequest, world: World, t: Instant): boolean {
  const { window } = rule;
  const counted = world.ledger.filter((entry) => counts(rule, entry) && same(rule, entry, request));
  if ('rolling' in window) {
    const from = t - elapsed(window.rolling);
    return counted.filter(({ at }) => at > from && at <= t).length >= rule.limit;
  }
  const zones = zonesOf(world.profile);
  if (zones.length === 0) return true;
  return zones.some((zone) => {
    const today = localDate(zone, t);
    const days = counted.map(({ at }) => localDate(zone, at));
    return days.filter((day) => day <= today && day > today - window.calendarDays).length >= rule.limit;
  });
}

function counts(rule: CapRule, entry: LedgerEntry): boolean {
  if (entry.state === 'released') return false;
  if (entry.state === 'reserved' || entry.outcome === 'unknown' || rule.countOn === 'attempt') return true;
  if (talked(entry)) return true;
  const reached = {
    delivered: ['delivered', 'voicemail', 'connected', 'conversation'],
    connected: ['connected', 'conversation'],
    conversation: ['conversation'],
  }[rule.countOn];
  return reached.includes(entry.outcome);
}

/** Picked up, and something was said. */
function talked({ outcome, disposition }: LedgerEntry): boolean {
  return outcome === 'connected' && (disposition === 'refused' || disposition === 'promised');
}

function coolingDown(rule: CooldownRule, request: TouchRequest, world: World, t: Instant): boolean {
  const period = rule.for;
  const zones = zonesOf(world.profile);
  if ('calendarDays' in period && zones.length === 0) return true;
  const ended = world.ledger.filter(
    (entry) =>
      entry.state !== 'released' &&
      entry.at <= t &&
      same(rule, entry, request) &&
      rule.after.some(
        (word) => word === entry.outcome || word === entry.disposition || (word === 'conversation' && talked(entry)),
      ),
  );
  const before = (entry: LedgerEntry, last: LedgerEntry): boolean => ended.indexOf(entry) < ended.indexOf(last);
  const within = rule.within === undefined ? 0 : elapsed(rule.within.rolling);
  const triggers = ended.filter(
    (last) =>
      ended.filter(
        (entry) => entry === last || (entry.at <= last.at && entry.at > last.at - within && before(entry, last)),
      ).length >= (rule.times ?? 1),
  );
  return triggers.some(({ at }) =>
    'rolling' in period
      ? t < at + elapsed(period.rolling)
      : zones.some((zone) => localDate(zone, t) < localDate(zone, at) + period.calendarDays),
  );
}

function consented(rule: ConsentRule, purpose: Purpose, channel: string, profile: Profile, t: Instant): boolean {
  const said = profile.consents.filter(
    (word) => word.at <= t && word.purpose === purpose && (word.channel === channel || word.channel === '*'),
  );
  const taken = (word: Profile['consents'][number]): boolean =>
    word.basis === 'answer' && !word.given && said.some(({ lifts, at }) => lifts && at > word.at);
  const words = said.filter((word) => !word.lifts && !taken(word));
  if (!words.some(({ confirms }) => !confirms)) return rule.needs === 'no objection';
  if (!standsAt(words, t)) return false;
  if (rule.confirmed !== true) return true;
  const since = words.filter(({ confirms, at }) => confirms && standsAt(words, at));
  return since.some(({ at }) => words.every((word) => word.given || word.at < at));
}

/** Is the last of what was said by then a yes, and nobody said no at the same time? */
function standsAt(words: Profile['consents'], t: Instant): boolean {
  const said = words.filter(({ confirms, at }) => !confirms && at <= t);
  const last = Math.max(...said.map(({ at }) => at));
  return said.length > 0 && said.filter(({ at }) => at === last).every(({ given }) => given);
}

function same(rule: CapRule | CooldownRule, entry: LedgerEntry, request: TouchRequest): boolean {
  if (!listed(rule.purposes, entry.purpose) || !listed(rule.channels, entry.channel)) return false;
  switch (rule.subject) {
    case undefined:
    case 'person':
      return true;
    case 'number':
      return entry.number === (request.number ?? null);
    default:
      return entry[rule.subject] === request[rule.subject];
  }
}

function listed<T>(list: readonly T[] | undefined, value: T): boolean {
  return list === undefined || list.includes(value);
}

function zonesOf(profile: Profile): readonly string[] {
  return profile.zones.map(({ zone }) => zone);
}

function clock(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function elapsed(text: string): number {
  return Number(text.slice(0, -1)) * { m: MINUTE, h: 60 * MINUTE, d: DAY }[text.at(-1) as 'm' | 'h' | 'd'];
}

export function localDate(zone: string, t: Instant): number {
  return Math.floor(wallClock(zone, t) / DAY);
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

const QUARTER = 15 * MINUTE;

/** The local clock as if it were UTC. A quarter of an hour at whose ends the offset differs is asked minute by minute. */
export function wallClock(zone: string, t: Instant): number {
  const quarter = Math.floor(t / QUARTER) * QUARTER;
  const before = remembered(zone, quarter);
  return (
    t + (before === remembered(zone, quarter + QUARTER) ? before : remembered(zone, Math.floor(t / MINUTE) * MINUTE))
  );
}

function remembered(zone: string, t: Instant): number {
  let known = offsets.get(zone);
  if (known === undefined) offsets.set(zone, (known = new Map()));
  let offset = known.get(t);
  if (offset === undefined) known.set(t, (offset = offsetByIntl(zone, t)));
  return offset;
}

function offsetByIntl(zone: string, t: Instant): number {
  let format = formats.get(zone);
  if (format === undefined) {
    const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hourCycle: 'h23', ...digits });
    formats.set(zone, format);
  }
  return Date.parse(`${format.format(t).replace(' ', 'T')}:00Z`) - t;
}
