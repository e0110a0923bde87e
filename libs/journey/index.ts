export type { Calendar, Duration, Elapsed } from './duration.ts';
export type { Instant } from './instant.ts';
export type { Json } from './json.ts';
export type { OffsetTable } from './offset-table.ts';
export type { CustomerEvent } from './event.ts';
export type {
  Deadline,
  JourneyDefinition,
  On,
  Purpose,
  StageDefinition,
  StallDefinition,
  TouchDefinition,
} from './definition.ts';
export type { Guard } from './guard.ts';
export type { Catalogue } from './catalogue.ts';
export type { ArmedDeadline, EndedRuns, Facts, JourneyState, Run, StageProgress } from './state.ts';
export type { JourneyEffect, JourneyHappening, PlannedTouch } from './happening.ts';
export type { JourneyInput, Published } from './transition.ts';
