export { customerActivities } from './create-activities.ts';
export type { ActivityHouse, ActivityMeter, ChannelsBound, Texts, Wording } from './activity-house.ts';
export type {
  ClockReading,
  CustomerActivities,
  Decided,
  DecideRequest,
  Dispatched,
  Loaded,
  LoadRequest,
  PublishedPart,
  RecordRequest,
  SaveRequest,
} from './customer-activities.ts';
