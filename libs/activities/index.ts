export { customerActivities } from './create-activities.ts';
export type {
  ActivityBook,
  ActivityCall,
  ActivityHouse,
  ActivityMeter,
  ChannelsBound,
  JourneyActivity,
  Texts,
  Wording,
} from './activity-house.ts';
export type {
  ClockReading,
  CustomerActivities,
  Decided,
  DecideRequest,
  Dispatched,
  Loaded,
  LoadRequest,
  Performed,
  PublishedPart,
  RecordRequest,
  SaveRequest,
} from './customer-activities.ts';
