import type { Instant } from '#journey';

/** Somebody has pressed stop. `scope` names the tenant, channel, provider, `journey`, `journey/stage` or customer. */
export interface Stop {
  readonly level: 'everything' | 'tenant' | 'channel' | 'provider' | 'journey' | 'stage' | 'customer';
  /** Null for `everything`. */
  readonly scope: string | null;
  readonly since: Instant;
}
