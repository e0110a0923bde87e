/** Taken out once: looking up a global costs much where workflows and tests run, in a context of their own. */
const { imul } = Math;

/**
 * Where a customer stands in a split: in [0, 1), the same for ever for the same salt and customer, evenly spread, and
 * independent between salts. FNV-1a over the UTF-16 code units, then the avalanche of MurmurHash3 (both in the public
 * domain): FNV alone leaves neighbouring ids near each other.
 */
export function shareOf(salt: string, customerId: string): number {
  let hash = 0x811c9dc5;
  const text = `${salt}/${customerId}`;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = imul(hash ^ (unit & 0xff), 0x01000193);
    hash = imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** The arm of an experiment by the weights of its arms, in the order in which they are written. */
export function armOf(
  experiment: { readonly id: string; readonly arms: { readonly [arm: string]: number } },
  customerId: string,
): string | null {
  const { arms } = experiment;
  let total = 0;
  for (const arm in arms) total += arms[arm] ?? 0;
  let left = shareOf(`experiment ${experiment.id}`, customerId) * total;
  for (const arm in arms) {
    const weight = arms[arm] ?? 0;
    if (left < weight) return arm;
    left -= weight;
  }
  return null;
}

export function inHoldout(holdout: { readonly percent: number; readonly salt: string }, customerId: string): boolean {
  return shareOf(`holdout ${holdout.salt}`, customerId) * 100 < holdout.percent;
}
