import type { JourneyDefinition } from './definition.ts';
import type { Guard } from './guard.ts';

/** What a transition reads besides the state: the definitions new runs begin with, by start event type, and the guards. */
export interface Published {
  readonly startsOn: { readonly [eventType: string]: readonly string[] | undefined };
  readonly definitions: { readonly [key: string]: JourneyDefinition };
  readonly guards: { readonly [name: string]: Guard };
}
