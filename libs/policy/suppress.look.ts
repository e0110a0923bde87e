import type { Instant } from '#journey';
import type { SuppressRule } from './rule.ts';
import type { Question, RuleLook } from './rule-look.ts';

/** Nothing goes while one of the flags is up: from <= t < to. */
export class SuppressLook implements RuleLook {
  readonly limit = null;

  constructor(private readonly rule: SuppressRule) {}

  count(): number {
    return 0;
  }

  blocks({ profile }: Question, t: Instant): boolean {
    for (const { flag, from, to } of profile.flags) {
      if (from <= t && (to === null || t < to) && this.rule.flags.includes(flag)) return true;
    }
    return false;
  }

  opens({ profile }: Question, t: Instant): Instant {
    let latest = t;
    for (const { flag, from, to } of profile.flags) {
      if (from <= t && (to === null || t < to) && this.rule.flags.includes(flag))
        latest = Math.max(latest, to ?? Infinity);
    }
    return latest;
  }

  closes({ profile }: Question, t: Instant): Instant {
    let earliest = Infinity;
    for (const { flag, from } of profile.flags) {
      if (from > t && from < earliest && this.rule.flags.includes(flag)) earliest = from;
    }
    return earliest;
  }
}
