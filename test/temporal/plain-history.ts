/** A history as it is kept: ids and instants are text, attributes are whatever the event has. */
export interface PlainHistory {
  readonly events: readonly PlainEvent[];
}

export interface PlainEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly eventTime: { readonly seconds: string; readonly nanos: number };
  readonly [attributes: string]: unknown;
}
