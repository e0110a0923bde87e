import type { BusinessClock } from '#clock';
import type { Pulse, Store } from '#store';
import { targetText } from '../stop-target.ts';
import type { Terminal } from '../terminal.ts';
import { board, summary } from './board.ts';
import type { Machine } from './machine.ts';
import type { StoryProgress } from './story-player.ts';

export interface Moment {
  /** Business time. */
  readonly now: number;
  readonly clock: BusinessClock;
  readonly story: StoryProgress | null;
}

const linesOfNews = 8;
/** Where no line can be drawn over, one is written so often. */
const plainEveryMs = 15_000;
/** Of the time, at most so much goes into asking for figures, however many rows there are by now. */
const shareOfAsking = 0.05;

/** Tells how things stand: drawn over itself on a terminal, a line now and then elsewhere. */
export class Status {
  readonly #machine: Machine;
  readonly #store: Store;
  readonly #terminal: Terminal;
  #writtenAt = -Infinity;
  #askAgainAt = -Infinity;
  #pulse: Pulse | null = null;
  #stops: readonly string[] = [];

  constructor(machine: Machine, store: Store, terminal: Terminal) {
    this.#machine = machine;
    this.#store = store;
    this.#terminal = terminal;
  }

  async show({ now, clock, story }: Moment): Promise<void> {
    const { isTTY } = this.#terminal;
    if (!isTTY && performance.now() - this.#writtenAt < plainEveryMs) return;
    this.#writtenAt = performance.now();
    const down = this.#machine.parts.filter(({ keep }) => !keep.isUp).map(({ name }) => name);
    await this.#ask();
    const standing = { now, clock, story, stops: this.#stops, down, pulse: this.#pulse };
    if (isTTY) this.#terminal.redraw(board(standing));
    else this.#terminal.note(summary(standing));
  }

  async #ask(): Promise<void> {
    const since = performance.now();
    if (since < this.#askAgainAt) return;
    this.#pulse = await this.#store.pulse.read({ news: linesOfNews }).catch(() => null);
    this.#stops = await this.#store.stops.list().then(
      (stops) => stops.map(targetText),
      () => this.#stops,
    );
    const took = performance.now() - since;
    this.#askAgainAt = performance.now() + took / shareOfAsking;
  }
}
