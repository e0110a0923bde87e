import type { Json } from '#journey';
import { candidateZones } from '#policy';
import type { ZoneSources } from '#policy';

/** The rungs of an event (`from`) and what the policy's ladder calls them. */
const RUNG: { readonly [from: string]: keyof ZoneSources | undefined } = {
  explicit: 'explicit',
  address: 'address',
  kyc: 'kyc',
  phone: 'phone',
  tenant: 'strictest',
};

/** The candidate zones of a `customer.updated`, by the policy's ladder. */
export function zonesOf(listed: readonly Json[]): readonly string[] {
  const sources: { -readonly [rung in keyof ZoneSources]: string[] } = {};
  for (const item of listed) {
    if (item === null || typeof item !== 'object' || !('zone' in item) || typeof item.zone !== 'string') continue;
    const rung = RUNG[String(item.from)];
    if (rung !== undefined) (sources[rung] ??= []).push(item.zone);
  }
  return candidateZones(sources);
}
