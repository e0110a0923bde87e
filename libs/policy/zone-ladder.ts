/** Where a customer's zone may be known from, the surest first; each names every zone that is possible by it. */
export interface ZoneSources {
  /** Said by the customer or by upstream. */
  readonly explicit?: readonly string[];
  /** Of the verified address. */
  readonly address?: readonly string[];
  readonly kyc?: readonly string[];
  /** Of the phone number's prefix. */
  readonly phone?: readonly string[];
  /** The tenant's own: the zones between which all of its customers live. */
  readonly strictest?: readonly string[];
}

/**
 * The candidate zones, the surest first. An explicit one is the zone; without it a touch must be allowed in every zone
 * that address, region and prefix make possible; without those in the tenant's own. None: unknown, and hours block.
 */
export function candidateZones(sources: ZoneSources): readonly string[] {
  const { explicit = [], address = [], kyc = [], phone = [], strictest = [] } = sources;
  if (explicit.length > 0) return [...new Set(explicit)];
  const possible = new Set([...address, ...kyc, ...phone]);
  return [...(possible.size > 0 ? possible : new Set(strictest))];
}
