import type { ChannelBinding } from './channel-bindings.ts';
import type { ConfigFault } from './config.error.ts';
import { inCapitals, reader } from './reader.ts';
import { number } from './setting.ts';

/** How much one channel, or one provider over all its channels, takes; null: no limit. */
export interface PaceLimits {
  /** Starts in any wall second, over all processes. */
  readonly perSecond: number | null;
  /** Calls in progress at once, over all processes. */
  readonly atOnce: number | null;
}

export const paceSettings = {
  PER_SECOND: {
    schema: number({ from: 0.01, to: 10_000, whole: false }),
    means: 'most starts a wall second, over all processes; no limit',
  },
  AT_ONCE: {
    schema: number({ from: 1, to: 100_000 }),
    means: 'most calls in progress at once, over all processes; no limit',
  },
} as const;

const limit = /^PROVIDER_(.+)_(PER_SECOND|AT_ONCE)$/;

/**
 * Reads `PROVIDER_ACME_PER_SECOND` and the like for every provider that a channel names. A limit for a provider that no
 * channel names is a fault: it would silently hold nothing back.
 */
export function providerLimits(
  env: { readonly [name: string]: string | undefined },
  channels: { readonly [word: string]: ChannelBinding },
  faults: ConfigFault[],
): { readonly [provider: string]: PaceLimits } {
  const providers = [...new Set(Object.values(channels).map(({ provider }) => provider))];
  const known = new Map<string, string>();
  for (const provider of providers) {
    const twin = known.get(inCapitals(provider));
    if (twin === undefined) known.set(inCapitals(provider), provider);
    else {
      const fault = `would be read for the providers "${twin}" and "${provider}". Rename one in CHANNEL_<WORD>_PROVIDER`;
      if (isLimited(env, inCapitals(provider))) faults.push({ variable: `PROVIDER_${inCapitals(provider)}_…`, fault });
    }
  }
  for (const [variable, value] of Object.entries(env)) {
    const [, name] = limit.exec(variable) ?? [];
    if (name === undefined || !value || known.has(name)) continue;
    faults.push({
      variable,
      fault: `limits a provider that no channel names. Named: ${providers.join(', ') || 'none'}`,
    });
  }
  return Object.fromEntries(
    providers.map((provider) => {
      const read = reader(paceSettings, `PROVIDER_${inCapitals(provider)}_`, env, faults);
      return [provider, { perSecond: read('PER_SECOND') ?? null, atOnce: read('AT_ONCE') ?? null }];
    }),
  );
}

function isLimited(env: { readonly [name: string]: string | undefined }, name: string): boolean {
  return Object.keys(paceSettings).some((setting) => Boolean(env[`PROVIDER_${name}_${setting}`]));
}
