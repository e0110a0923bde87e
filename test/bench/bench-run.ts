import type { BenchServers } from './bench-servers.ts';

/** What every measurement is given. */
export interface BenchRun {
  readonly servers: BenchServers;
  readonly quick: boolean;
  /** A policy file without rules: what is measured is the way, not the waiting. */
  readonly policy: string;
  /** Settings of a push channel that is bound, and to which nothing is meant to go. */
  readonly deadEnd: { readonly [name: string]: string };
}

export const secret = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;

export function pushTo(url: string): { readonly [name: string]: string } {
  return {
    CHANNELS: 'push:webhook',
    CHANNEL_PUSH_URL: url,
    CHANNEL_PUSH_SECRETS: secret,
    CHANNEL_PUSH_PROVIDER: 'gateway',
  };
}
