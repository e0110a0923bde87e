export { dispositions, outcomes } from './ledger.ts';
export type { CountOn, Disposition, Ledger, LedgerEntry, Outcome } from './ledger.ts';
export { overrideKinds } from './profile.ts';
export type { ConsentWord, Flag, Override, OverrideKind, Profile } from './profile.ts';
export { stopWord } from './stop.ts';
export type { Stop } from './stop.ts';
export type { TouchRequest } from './touch-request.ts';
export type { OpensWith, Reason, Verdict } from './verdict.ts';
export type { Policy } from './policy.ts';
export type { LeftOpen, Origin, PolicySet } from './policy-set.ts';
export type { HolidayCalendar } from './holiday-calendar.ts';
export { endingCalendars } from './calendar-end.ts';
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
export { isConversation } from './counted-entry.ts';
export { decide } from './decide.ts';
export { addElsewhere, begin, commit, release, reserve } from './keep-ledger.ts';
export { fold, foldedBefore } from './fold-ledger.ts';
export { horizonOf, lookbackOf } from './lookback.ts';
export { arbitrate } from './arbitrate.ts';
export { CapInHindsight, inHindsight, type Hindsight } from './cap-in-hindsight.ts';
export { customerFlags } from './flags.ts';
export { HUMAN_CHANNEL } from './human-channel.ts';
export { byImportance, isHigherClass, rankOf } from './rank.ts';
export { checkContent } from './content-guard.ts';
export type { Content, ContentFault } from './content-guard.ts';
export { coverage, touchesOf } from './coverage.ts';
export type { CatalogueTouch, Finding } from './coverage.ts';
export { consentWordsOf, isStopByAnswer, recogniseAnswer } from './answer-words.ts';
export type { AnswerWord } from './answer-words.ts';
export { definePolicy, resolvePolicy } from './resolve-policy.ts';
export { tighten, tighteningFaults, tighteningOf } from './tighten.ts';
export type { Tightening } from './tighten.ts';
export { policyFaults } from './policy-faults.ts';
export { PolicyFaultsError } from './policy.error.ts';
export { globalHoldout } from './global-holdout.ts';
export { isHeldOut } from './holdout.ts';
export type { Holdout } from './holdout.ts';
export { candidateZones } from './zone-ladder.ts';
export type { ZoneSources } from './zone-ladder.ts';
export { explain, explainCause } from './explain.ts';
export type { Language } from './explain.ts';
export { conservative, firstPolicy, presetNamed, presets } from './presets/index.ts';
export { rollingMs } from './window.ts';
