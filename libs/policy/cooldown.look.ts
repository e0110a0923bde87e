import type { Instant, OffsetTable } from '#journey';
import { Endings, EntryFilter } from './counted-entry.ts';
import type { LedgerEntry } from './ledger.ts';
import { DAY_MS, dateGoesBackAt, localDay, startOfLocalDay } from './local-time.ts';
import type { CooldownRule } from './rule.ts';
import type { Question, RuleLook } from './rule-look.ts';
import { lengthOf } from './window.ts';

/**
 * Quiet for so long after an ending; with `times`, after that many endings within a rolling time. For calendar days the
 * entry's own day is day 1: talk on Monday, and seven days end at the start of the next Monday.
 */
export class CooldownLook implements RuleLook {
  readonly limit: number;
  private readonly filter: EntryFilter;
  private readonly endings: Endings;
  private readonly forMs: number;
  private readonly forDays: number;
  private readonly withinMs: number;
  /** A touch is ignored so long after its delivery, so that its ending comes later than its entry. */
  private readonly laterMs: number;

  constructor(rule: CooldownRule) {
    this.endings = new Endings(rule.after);
    this.filter = new EntryFilter(rule, rule.subject ?? 'person');
    this.limit = rule.times ?? 1;
    this.forMs = 'rolling' in rule.for ? lengthOf(rule.for.rolling) : 0;
    this.forDays = 'calendarDays' in rule.for ? rule.for.calendarDays : 0;
    this.withinMs = rule.within === undefined ? 0 : lengthOf(rule.within.rolling);
    this.laterMs = rule.after.includes('ignored') ? lengthOf(rule.ignoredAfter ?? '7d') : 0;
  }

  /** The most endings within the rolling time of any ending that still counts. */
  count(question: Question, t: Instant): number {
    const { ledger, profile } = question;
    if (this.forDays > 0 && profile.zones.length === 0) return Infinity;
    let most = 0;
    for (let i = ledger.length - 1; i >= 0 && most < this.limit; i -= 1) {
      const entry = ledger[i] as LedgerEntry;
      const ended = entry.at + this.laterMs;
      if (ended <= t - this.longestMs()) break;
      if (ended <= t && this.counts(entry, question) && t < this.coolUntil(ended, question, t)) {
        most = Math.max(most, this.endingsBefore(i, ended, question));
      }
    }
    return most;
  }

  blocks(question: Question, t: Instant): boolean {
    return this.count(question, t) >= this.limit;
  }

  opens(question: Question, t: Instant): Instant {
    const { ledger, profile } = question;
    if (this.forDays > 0 && profile.zones.length === 0) return Infinity;
    let latest = t;
    for (let i = ledger.length - 1; i >= 0; i -= 1) {
      const entry = ledger[i] as LedgerEntry;
      const ended = entry.at + this.laterMs;
      if (ended <= t - this.longestMs()) break;
      if (ended > t || !this.counts(entry, question)) continue;
      if (this.endingsBefore(i, ended, question) < this.limit) continue;
      latest = Math.max(latest, this.coolUntil(ended, question, t));
    }
    return latest;
  }

  closes(question: Question, t: Instant): Instant {
    const { ledger, profile } = question;
    let earliest = Infinity;
    if (this.forDays > 0) for (const zone of profile.zones) earliest = Math.min(earliest, dateGoesBackAt(zone, t));
    for (let i = ledger.length - 1; i >= 0; i -= 1) {
      const entry = ledger[i] as LedgerEntry;
      if (entry.at + this.laterMs <= t) break;
      if (this.counts(entry, question)) earliest = Math.min(earliest, entry.at + this.laterMs);
    }
    return earliest;
  }

  private counts(entry: LedgerEntry, question: Question): boolean {
    return this.endings.include(entry) && this.filter.counts(entry, question);
  }

  private endingsBefore(index: number, ended: Instant, question: Question): number {
    let count = 1;
    for (let i = index - 1; i >= 0 && count < this.limit; i -= 1) {
      const entry = question.ledger[i] as LedgerEntry;
      if (entry.at + this.laterMs <= ended - this.withinMs) break;
      if (this.counts(entry, question)) count += 1;
    }
    return count;
  }

  private coolUntil(ended: Instant, { profile }: Question, t: Instant): Instant {
    if (this.forDays === 0) return ended + this.forMs;
    let latest = t;
    for (const zone of profile.zones) latest = Math.max(latest, this.coolUntilIn(zone, ended, t));
    return latest;
  }

  private coolUntilIn(zone: OffsetTable, ended: Instant, t: Instant): Instant {
    return startOfLocalDay(zone, localDay(zone, ended) + this.forDays, t);
  }

  private longestMs(): number {
    return this.forDays === 0 ? this.forMs : (this.forDays + 2) * DAY_MS;
  }
}
