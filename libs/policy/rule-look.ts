import type { Instant } from '#journey';
import type { Ledger } from './ledger.ts';
import type { Profile } from './profile.ts';
import type { TouchRequest } from './touch-request.ts';

/** What is asked of every rule: may this touch go out on this channel, with what is known now? */
export interface Question {
  readonly request: TouchRequest;
  readonly channel: string;
  readonly ledger: Ledger;
  readonly profile: Profile;
}

/**
 * One kind of rule, compiled. Every instant in between is covered: a hold is found by jumping from edge to edge, never by
 * stepping, so `opens` may answer too early, never too late.
 */
export interface RuleLook {
  /** What `count` is measured against; null for rules that do not count. */
  readonly limit: number | null;
  /** Infinity where it cannot be counted (no zone for a calendar): then it blocks. */
  count(question: Question, t: Instant): number;
  blocks(question: Question, t: Instant): boolean;
  /** Asked while it blocks: an instant after `t` before which it does not pass; Infinity for never. */
  opens(question: Question, t: Instant): Instant;
  /** Asked while it passes: an instant after `t` before which it does not block; Infinity for never. */
  closes(question: Question, t: Instant): Instant;
}
