export type { Disposition, Ledger, LedgerEntry, Outcome } from './ledger.ts';
export type { ConsentWord, Flag, Override, Profile } from './profile.ts';
export type { TouchRequest } from './touch-request.ts';
export type { Reason, Verdict } from './verdict.ts';
export type { Policy } from './policy.ts';
