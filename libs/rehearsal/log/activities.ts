/** One word for an activity (and its lifecycle) of the log: what it means, and how many rows said it without a meaning. */
export interface Activity<Meaning> {
  readonly meanings: readonly Meaning[] | null;
  unlistedRows: number;
}

/** Finds an activity by two cells without putting their texts together: logs have millions of rows, and few activities. */
export class Activities<Meaning> {
  private readonly known = new Map<unknown, Map<unknown, Activity<Meaning>>>();
  private readonly others: Activity<Meaning> = { meanings: null, unlistedRows: 0 };
  private size = 0;
  private readonly seen = new Set<string>();

  /** `listed`: `activity`, or `activity/lifecycle`, which comes first. */
  constructor(
    private readonly listed: ReadonlyMap<string, readonly Meaning[]>,
    private readonly hasLifecycle: boolean,
    private readonly most = 10_000,
  ) {}

  of(activity: unknown, lifecycle: unknown): Activity<Meaning> {
    return this.known.get(activity)?.get(lifecycle) ?? this.meet(activity, lifecycle);
  }

  /** Rows of activities that are not listed, most first. */
  unlisted(): { readonly [activity: string]: number } {
    const counts: [string, number][] = [];
    for (const [activity, byLifecycle] of this.known) {
      for (const [lifecycle, { unlistedRows }] of byLifecycle) {
        if (unlistedRows > 0) counts.push([this.nameOf(activity, lifecycle), unlistedRows]);
      }
    }
    if (this.others.unlistedRows > 0) counts.push(['(all other activities)', this.others.unlistedRows]);
    return Object.fromEntries(counts.sort(([, one], [, other]) => other - one));
  }

  /** Listed words that no row has said. */
  neverSeen(): readonly string[] {
    return [...this.listed.keys()].filter((word) => !this.seen.has(word));
  }

  private meet(activity: unknown, lifecycle: unknown): Activity<Meaning> {
    const name = this.nameOf(activity, lifecycle);
    const listed = [name, textIn(activity)].find((word) => this.listed.has(word));
    const meanings = listed === undefined ? null : (this.listed.get(listed) ?? null);
    if (listed !== undefined) this.seen.add(listed);
    // A column of ids taken for the activity must not fill the memory.
    if (meanings === null && this.size >= this.most) return this.others;
    const met: Activity<Meaning> = { meanings, unlistedRows: 0 };
    const byLifecycle = this.known.get(activity) ?? new Map<unknown, Activity<Meaning>>();
    this.known.set(activity, byLifecycle.set(lifecycle, met));
    this.size += 1;
    return met;
  }

  private nameOf(activity: unknown, lifecycle: unknown): string {
    return this.hasLifecycle ? `${textIn(activity)}/${textIn(lifecycle)}` : textIn(activity);
  }
}

function textIn(cell: unknown): string {
  return cell === undefined || cell === null ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell);
}
