export interface BackOff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** Doubles from `firstMs` up to `mostMs`, between half and all of it, so that processes that failed together do not return together. */
export function delayBeforeRetry(failures: number, { firstMs, mostMs }: BackOff, random: () => number): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
