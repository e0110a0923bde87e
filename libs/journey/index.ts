export type { Calendar, Duration, Elapsed, ParsedDuration } from './duration.ts';
export type { Instant } from './instant.ts';
export type { Json } from './json.ts';
export type { OffsetTable } from './offset-table.ts';
export type { CustomerEvent } from './event.ts';
export type {
  Deadline,
  JourneyDefinition,
  On,
  StageDefinition,
  StallDefinition,
  TighteningRule,
  TouchDefinition,
} from './definition.ts';
export { purposes, type Purpose } from './purpose.ts';
export { touchClasses, type TouchClass } from './touch-class.ts';
export type { FactTimes, Guard, Totals } from './guard.ts';
export type { Catalogue } from './catalogue.ts';
export type {
  ArmedDeadline,
  EarlyEvent,
  EndedRuns,
  Facts,
  JourneyState,
  RememberedFact,
  RememberedFacts,
  Run,
  StageProgress,
} from './state.ts';
export type { JourneyEffect, JourneyHappening, PlannedActivity, PlannedTouch } from './happening.ts';
export type { JourneyInput } from './transition.ts';
export type { Published } from './published.ts';
export type { FunnelStep } from './funnel-steps.ts';
export type { CatalogueLock, LockedJourney } from './lock.ts';
export type { GuardFacts, GuardOf, Vocabulary } from './vocabulary.ts';

export { vocabulary } from './vocabulary.ts';
export { catalogue } from './catalogue.ts';
export { InvalidJourneyError } from './invalid-journey.error.ts';
export { InvalidCatalogueError } from './invalid-catalogue.error.ts';
export { definitionKey, publish } from './publish.ts';
export { heardBy } from './heard-by.ts';
export { listensTo } from './listens-to.ts';
export { guardText, lockOf, silentEdits } from './lock.ts';
export { guardsOf } from './known-guards.ts';
export { diagram } from './diagram.ts';
export { funnelSteps } from './funnel-steps.ts';
export { activityFaults } from './activity-faults.ts';
export { dateReference, definitionId, eventsOf, guardNamesOf, stallName } from './definition-words.ts';

export { emptyState } from './empty-state.ts';
export { nextDue, transition } from './transition.ts';
export { expectedTouches } from './expected-touches.ts';
export { classOf } from './planned-touch.ts';
export { stillStalled } from './still-stalled.ts';
export { definitionOf } from './definition-of.ts';
export { inOrder } from './in-order.ts';
export { migrate } from './migrate.ts';

export { addDuration } from './calendar.ts';
export { parseDuration } from './duration.ts';
export { instantOfLocal, localTime, offsetAt } from './offset-table.ts';
export { instantOfDate } from './date-value.ts';
export { armOf, inHoldout, shareOf } from './split.ts';
export { canonicalJson } from './canonical-json.ts';
