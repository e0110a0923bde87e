export type { CountOn, Disposition, Ledger, LedgerEntry, Outcome } from './ledger.ts';
export type { ConsentWord, Flag, Override, Profile } from './profile.ts';
export type { Stop } from './stop.ts';
export type { TouchRequest } from './touch-request.ts';
export type { Reason, Verdict } from './verdict.ts';
export type { Policy } from './policy.ts';
export type { Origin, PolicySet } from './policy-set.ts';
export type { ContentRule, Phrases } from './content-rule.ts';
export type {
  AllowedWindow,
  CapRule,
  ConsentRule,
  CooldownRule,
  Ending,
  HoldoutRule,
  HoursRule,
  OnBlock,
  Rolling,
  Rule,
  Subject,
  SuppressRule,
  Window,
} from './rule.ts';
