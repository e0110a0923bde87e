import type { BusinessClock } from '#clock';

/** A clock kept in the store, opened when it is first asked: the store may not be up when the process is. */
export class LateClock implements Pick<BusinessClock, 'refresh' | 'speed'> {
  readonly #open: () => Promise<BusinessClock>;
  #clock: BusinessClock | null = null;

  constructor(open: () => Promise<BusinessClock>) {
    this.#open = open;
  }

  async refresh(): Promise<number> {
    this.#clock ??= await this.#open();
    return this.#clock.refresh();
  }

  get speed(): number {
    return this.#clock?.speed ?? 1;
  }
}
