import { isHeldOut } from './holdout.ts';
import type { HoldoutRule } from './rule.ts';
import type { Question, RuleLook } from './rule-look.ts';

/** A customer nobody has named may be one of the holdout: it blocks. */
export class HoldoutLook implements RuleLook {
  readonly limit = null;

  constructor(private readonly rule: HoldoutRule) {}

  count(): number {
    return 0;
  }

  blocks({ profile }: Question): boolean {
    return profile.customerId === undefined || isHeldOut(profile.customerId, this.rule);
  }

  opens(): number {
    return Infinity;
  }

  closes(): number {
    return Infinity;
  }
}
