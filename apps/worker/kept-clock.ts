import { beatMs, mustBeTold, type ClockKeeper, type ClockRow, type ClockStore } from '#clock';

/** What a look at the clock led to: somebody else keeps it, this process has beaten it, or it was changed and beaten. */
export type Kept = 'by another' | 'beaten' | 'changed';

/**
 * The persisted clock, kept by one of any number of processes: the one whose beat is the last in the row goes on beating.
 * Another takes over when the last beat is older than it may be, so there is nobody to elect and nothing to hand over.
 */
export class KeptClock {
  readonly #store: Pick<ClockStore, 'read'>;
  readonly #keeper: Pick<ClockKeeper, 'beat'>;
  readonly #wall: () => number;
  #beaten: ClockRow | null = null;

  constructor(store: Pick<ClockStore, 'read'>, keeper: Pick<ClockKeeper, 'beat'>, wall: () => number = Date.now) {
    this.#store = store;
    this.#keeper = keeper;
    this.#wall = wall;
  }

  async beat(): Promise<Kept> {
    const row = await this.#store.read();
    const seen = this.#beaten;
    const isMine = seen !== null && row?.heartbeatWall === seen.heartbeatWall;
    if (!isMine && row !== null && this.#wall() - row.heartbeatWall < beatMs) return 'by another';
    const beaten = await this.#keeper.beat();
    this.#beaten = beaten;
    return seen !== null && mustBeTold(seen, beaten, this.#wall()) ? 'changed' : 'beaten';
  }
}
