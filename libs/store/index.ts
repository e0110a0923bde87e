export { openStore, type Store } from './store.ts';
export { migrate } from './migrate.ts';
export {
  MigrationFailed,
  StoreContention,
  StoreError,
  StoreFault,
  StoreUnavailable,
  UnstorableText,
} from './store-error.ts';
export { contentHashOf, type HashedContent } from './content-hash.ts';
export { EventRepository, type EventKey, type Insertion, type NewEvent, type StoredEvent } from './event.repository.ts';
export { HappeningRepository } from './happening.repository.ts';
export { ShadowRepository, type ShadowCount } from './shadow.repository.ts';
export { SnapshotRepository, type Snapshot, type SnapshotToSave } from './snapshot.repository.ts';
export { StopRepository, type Lifted, type Stop, type StopLevel, type StopTarget } from './stop.repository.ts';
export { USUAL_RATE, WakeRepository, type Wake, type WakePage, type WakeTarget } from './wake.repository.ts';
export {
  DispatchRepository,
  type Beginning,
  type DispatchToBegin,
  type OpenDispatch,
  type Turn,
} from './dispatch.repository.ts';
export {
  InquiryRepository,
  type AttemptToAskAbout,
  type InquiryCount,
  type OpenAttempt,
} from './inquiry.repository.ts';
export { PaceRepository, type PaceCount, type PaceWait } from './pace.repository.ts';
export { CustomerRepository, type CustomerProfile, type ProfilePatch } from './customer.repository.ts';
export { DeadLetterRepository, type DeadLetter, type NewDeadLetter } from './dead-letter.repository.ts';
export { DefinitionRepository, type PublishedDefinition } from './definition.repository.ts';
export type { KeptPolicy } from './policy.repository.ts';
export { ClockRepository } from './clock.repository.ts';
export { TouchRepository, type AttemptRecord, type TouchRecord, type VerdictRecord } from './touch.repository.ts';
export { TimelineRepository, type TimelineEntry } from './timeline.repository.ts';
export { PulseRepository, type NewsItem, type Pulse, type Tally } from './pulse.repository.ts';
export {
  FunnelRepository,
  type FunnelQuestion,
  type ReasonCount,
  type RunCount,
  type StageCount,
} from './funnel.repository.ts';
