import type { Instant, OffsetTable } from '#journey';
import { EntryFilter, reaches } from './counted-entry.ts';
import type { CountOn, LedgerEntry } from './ledger.ts';
import { DAY_MS, dateGoesBackAt, localDay, startOfLocalDay } from './local-time.ts';
import type { CapRule, Rolling } from './rule.ts';
import type { Question, RuleLook } from './rule-look.ts';
import { lengthOf } from './window.ts';

abstract class CapLook implements RuleLook {
  readonly limit: number;
  private readonly filter: EntryFilter;
  private readonly countOn: CountOn;

  constructor(rule: CapRule) {
    this.limit = rule.limit;
    this.filter = new EntryFilter(rule, rule.subject ?? 'person');
    this.countOn = rule.countOn;
  }

  protected counts(entry: LedgerEntry, question: Question): boolean {
    return reaches(entry, this.countOn) && this.filter.counts(entry, question);
  }

  abstract blocks(question: Question, t: Instant): boolean;
  abstract count(question: Question, t: Instant): number;
  abstract opens(question: Question, t: Instant): Instant;
  abstract closes(question: Question, t: Instant): Instant;
}

/** Entries in (t - w, t], in absolute time. */
export class RollingCapLook extends CapLook {
  private readonly lengthMs: number;

  constructor(rule: CapRule & { readonly window: { readonly rolling: Rolling } }) {
    super(rule);
    this.lengthMs = lengthOf(rule.window.rolling);
  }

  count(question: Question, t: Instant): number {
    const { ledger } = question;
    let count = 0;
    for (let i = ledger.length - 1; i >= 0; i -= 1) {
      const entry = ledger[i] as LedgerEntry;
      if (entry.at <= t - this.lengthMs) break;
      if (entry.at <= t && this.counts(entry, question)) count += 1;
    }
    return count;
  }

  blocks(question: Question, t: Instant): boolean {
    const { ledger } = question;
    let left = this.limit;
    for (let i = ledger.length - 1; i >= 0; i -= 1) {
      const entry = ledger[i] as LedgerEntry;
      if (entry.at <= t - this.lengthMs) return false;
      if (entry.at <= t && this.counts(entry, question) && (left -= 1) === 0) return true;
    }
    return false;
  }

  /** The slot is free when the `limit`-th newest entry leaves the window. */
  opens(question: Question, t: Instant): Instant {
    const { ledger } = question;
    let count = 0;
    for (let i = ledger.length - 1; i >= 0; i -= 1) {
      const entry = ledger[i] as LedgerEntry;
      if (entry.at <= t && this.counts(entry, question) && (count += 1) === this.limit) return entry.at + this.lengthMs;
    }
    return Infinity;
  }

  closes(question: Question, t: Instant): Instant {
    const { ledger } = question;
    let earliest = Infinity;
    for (let i = ledger.length - 1; i >= 0; i -= 1) {
      const entry = ledger[i] as LedgerEntry;
      if (entry.at <= t) break;
      if (this.counts(entry, question)) earliest = entry.at;
    }
    return earliest;
  }
}

/** Entries whose local date is today or one of the n - 1 days before; in every candidate zone. */
export class CalendarCapLook extends CapLook {
  private readonly days: number;

  constructor(rule: CapRule & { readonly window: { readonly calendarDays: number } }) {
    super(rule);
    this.days = rule.window.calendarDays;
  }

  count(question: Question, t: Instant): number {
    let most = question.profile.zones.length === 0 ? Infinity : 0;
    for (const zone of question.profile.zones) most = Math.max(most, this.countIn(zone, question, t));
    return most;
  }

  blocks(question: Question, t: Instant): boolean {
    return this.count(question, t) >= this.limit;
  }

  private countIn(zone: OffsetTable, question: Question, t: Instant): number {
    const { ledger } = question;
    const today = localDay(zone, t);
    let count = 0;
    for (let i = ledger.length - 1; i >= 0; i -= 1) {
      const entry = ledger[i] as LedgerEntry;
      // A local day is at most some hours longer than 24: two days more than asked are surely enough to look back.
      if (entry.at < t - (this.days + 2) * DAY_MS) break;
      if (!this.counts(entry, question)) continue;
      const day = localDay(zone, entry.at);
      if (day <= today && day > today - this.days) count += 1;
    }
    return count;
  }

  opens(question: Question, t: Instant): Instant {
    let latest = question.profile.zones.length === 0 ? Infinity : t;
    for (const zone of question.profile.zones) {
      const today = localDay(zone, t);
      let count = 0;
      for (let i = question.ledger.length - 1; i >= 0; i -= 1) {
        const entry = question.ledger[i] as LedgerEntry;
        if (!this.counts(entry, question)) continue;
        const day = localDay(zone, entry.at);
        if (day > today) continue;
        if (day <= today - this.days) break;
        count += 1;
        if (count === this.limit) latest = Math.max(latest, startOfLocalDay(zone, day + this.days, t));
      }
    }
    return latest;
  }

  closes(question: Question, t: Instant): Instant {
    let earliest = Infinity;
    for (const zone of question.profile.zones) earliest = Math.min(earliest, dateGoesBackAt(zone, t));
    for (let i = question.ledger.length - 1; i >= 0; i -= 1) {
      const entry = question.ledger[i] as LedgerEntry;
      if (entry.at <= t) break;
      if (!this.counts(entry, question)) continue;
      for (const zone of question.profile.zones) {
        const counted = startOfLocalDay(zone, localDay(zone, entry.at), t);
        if (counted > t) earliest = Math.min(earliest, counted);
      }
    }
    return earliest;
  }
}
