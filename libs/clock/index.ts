export { stillMs, wallClock, type BusinessClock } from './business-clock.ts';
export {
  atSpeed,
  beaten,
  beatMs,
  businessAt,
  clockRow,
  forwardTo,
  graceMs,
  runsAt,
  started,
  stopped,
  type ClockRow,
} from './clock-row.ts';
export { mustBeTold } from './clock-change.ts';
export { ClockKeeper } from './clock-keeper.ts';
export type { ClockStore } from './clock-store.ts';
export { ScaledClock } from './scaled-clock.ts';
export { ClockNotSetError, UnknownZoneError } from './clock.error.ts';
export { ianaVersion, isZone, offsetTable, type ZoneOffsets } from './zone-offsets.ts';
