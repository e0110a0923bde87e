/** Thrown when a clock is stopped, started or sped up before any process of the product has opened it. */
export class ClockNotSetError extends Error {
  readonly code = 'clock_not_set';
  readonly retryable = false;

  constructor() {
    super(
      'Business time has not been set yet. Start the product once (`tendril start`), then stop or speed its clock.',
    );
    this.name = 'ClockNotSetError';
  }
}

/** Thrown when a time zone's name is not one of the IANA database's. */
export class UnknownZoneError extends Error {
  readonly code = 'unknown_zone';
  readonly retryable = false;
  readonly zone: string;

  constructor(zone: string) {
    super(`Time zone "${zone}" is not known. Use a name of the IANA database, such as Asia/Shanghai.`);
    this.name = 'UnknownZoneError';
    this.zone = zone;
  }
}
