/**
 * Durations of which the median is wanted. Exact up to a million; beyond, kept as counts in buckets a thousandth wide,
 * so that memory stays bounded over logs of any length.
 */
export class Durations {
  private values = new Float64Array(64);
  private size = 0;
  private sum = 0;
  private buckets: Map<number, number> | null = null;

  constructor(private readonly most = 1_000_000) {}

  get count(): number {
    return this.size;
  }

  get exact(): boolean {
    return this.buckets === null;
  }

  add(ms: number): void {
    if (this.buckets === null && this.size === this.most) this.fold();
    if (this.buckets !== null) bump(this.buckets, bucketOf(ms));
    else {
      if (this.size === this.values.length) this.grow();
      this.values[this.size] = ms;
    }
    this.size += 1;
    this.sum += ms;
  }

  /** The middle value, or the mean of the two middle ones; null when there is none. */
  median(): number | null {
    if (this.size === 0) return null;
    if (this.buckets !== null) return this.bucketMedian(this.buckets);
    const sorted = this.values.slice(0, this.size).sort();
    const middle = this.size >> 1;
    const upper = sorted[middle] ?? 0;
    return this.size % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
  }

  /** As reports show them. */
  inHours(): { readonly medianHours: number | null; readonly meanHours: number | null } {
    const median = this.median();
    return {
      medianHours: median === null ? null : median / 3_600_000,
      meanHours: this.size === 0 ? null : this.sum / this.size / 3_600_000,
    };
  }

  private grow(): void {
    const larger = new Float64Array(this.values.length * 2);
    larger.set(this.values);
    this.values = larger;
  }

  private fold(): void {
    const buckets = new Map<number, number>();
    for (const ms of this.values.subarray(0, this.size)) bump(buckets, bucketOf(ms));
    this.buckets = buckets;
    this.values = new Float64Array(0);
  }

  private bucketMedian(buckets: ReadonlyMap<number, number>): number {
    let left = this.size / 2;
    for (const [bucket, count] of [...buckets].sort(([one], [other]) => one - other)) {
      left -= count;
      if (left <= 0) return Math.expm1(bucket / 1000);
    }
    return 0;
  }
}

function bucketOf(ms: number): number {
  return Math.round(Math.log1p(Math.max(0, ms)) * 1000);
}

function bump(buckets: Map<number, number>, bucket: number): void {
  buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
}
