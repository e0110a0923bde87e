/** A moment of business time, in whole milliseconds since 1970-01-01T00:00:00Z. Never the machine's clock. */
export type Instant = number;
