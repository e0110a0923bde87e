import type { Instant, OffsetTable } from '#journey';
import type { Holidays } from './holidays.ts';
import { DAY_MS, nextOffsetChange, offsetMs } from './local-time.ts';
import type { AllowedWindow, HoursRule } from './rule.ts';
import type { Question, RuleLook } from './rule-look.ts';
import { minutesOf } from './wall-clock.ts';

/** A calendar full of holidays still opens within this many days, or never. */
const LOOK_AHEAD_DAYS = 400;

interface OpenWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly overnight: boolean;
  /** Bit 0 is Monday. */
  readonly days: number;
  readonly onHolidays: 'open' | 'closed' | 'only';
}

/** Hours on the customer's wall clock, in every candidate zone at once. */
export class HoursLook implements RuleLook {
  readonly limit = null;
  private readonly windows: readonly OpenWindow[];

  constructor(
    rule: HoursRule,
    private readonly holidays: Holidays | null,
  ) {
    this.windows = rule.allowed.map(openWindow);
  }

  count(): number {
    return 0;
  }

  blocks({ profile }: Question, t: Instant): boolean {
    for (const zone of profile.zones) if (!this.isOpen(t + offsetMs(zone, t))) return true;
    return profile.zones.length === 0;
  }

  opens({ profile }: Question, t: Instant): Instant {
    let latest = profile.zones.length === 0 ? Infinity : t;
    for (const zone of profile.zones) latest = Math.max(latest, this.opensIn(zone, t));
    return latest;
  }

  closes({ profile }: Question, t: Instant): Instant {
    let earliest = Infinity;
    for (const zone of profile.zones) earliest = Math.min(earliest, this.closesIn(zone, t));
    return earliest;
  }

  private isOpen(local: number): boolean {
    const day = Math.floor(local / DAY_MS);
    const ms = local - day * DAY_MS;
    for (const window of this.windows) {
      if (!window.overnight) {
        if (ms >= window.fromMs && ms < window.toMs && this.opensOn(window, day)) return true;
      } else if (ms >= window.fromMs ? this.opensOn(window, day) : ms < window.toMs && this.opensOn(window, day - 1)) {
        return true;
      }
    }
    return false;
  }

  private opensOn(window: OpenWindow, day: number): boolean {
    // 1970-01-01 was a Thursday, bit 3.
    const weekday = (((day + 3) % 7) + 7) % 7;
    if ((window.days & (1 << weekday)) === 0) return false;
    if (window.onHolidays === 'open') return true;
    // A day beyond the calendar's end is neither a holiday nor none: what depends on it stays closed.
    return this.holidays?.has(day) === (window.onHolidays === 'only');
  }

  /** Offsets are constant between two changes; within such a stretch only the start of a window can open. */
  private opensIn(zone: OffsetTable, t: Instant): Instant {
    for (let from = t; from < t + LOOK_AHEAD_DAYS * DAY_MS; from = nextOffsetChange(zone, from)) {
      const offset = offsetMs(zone, from);
      if (this.isOpen(from + offset)) return from;
      const opens = this.nextOpening(from + offset) - offset;
      if (opens < nextOffsetChange(zone, from)) return opens;
    }
    return Infinity;
  }

  private nextOpening(local: number): number {
    const today = Math.floor(local / DAY_MS);
    for (let day = today; day <= today + LOOK_AHEAD_DAYS; day += 1) {
      let first = Infinity;
      for (const window of this.windows) {
        const opens = day * DAY_MS + window.fromMs;
        if (opens > local && opens < first && this.opensOn(window, day)) first = opens;
      }
      if (first !== Infinity) return first;
    }
    return Infinity;
  }

  /** Open windows may adjoin: every end and every change of offset is looked at until one is closed. */
  private closesIn(zone: OffsetTable, t: Instant): Instant {
    for (let from = t; from < t + 8 * DAY_MS;) {
      const offset = offsetMs(zone, from);
      if (!this.isOpen(from + offset)) return from;
      from = Math.min(this.nextEnd(from + offset) - offset, nextOffsetChange(zone, from));
    }
    return Infinity;
  }

  private nextEnd(local: number): number {
    const midnight = Math.floor(local / DAY_MS) * DAY_MS;
    let next = midnight + DAY_MS;
    for (const window of this.windows) {
      const end = midnight + window.toMs;
      if (end > local && end < next) next = end;
    }
    return next;
  }
}

function openWindow(window: AllowedWindow): OpenWindow {
  const fromMs = minutesOf(window.from) * 60_000;
  const toMs = minutesOf(window.to) * 60_000;
  let days = 0;
  for (const day of window.days ?? [1, 2, 3, 4, 5, 6, 7]) days |= 1 << (day - 1);
  return { fromMs, toMs, overnight: toMs <= fromMs, days, onHolidays: window.onHolidays ?? 'open' };
}
