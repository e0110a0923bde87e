import { describe, expect, it } from '@jest/globals';
import { ClockKeeper, clockRow, type ClockRow, type ClockStore } from '#clock';
import { KeptClock } from './kept-clock.ts';

/** Some processes over one row, and one wall. */
class Processes implements ClockStore {
  wall = 0;
  writes = 0;
  #row: ClockRow = clockRow(0, 60, -5_000);
  readonly keeper = new ClockKeeper(this, () => this.wall);

  process(): KeptClock {
    return new KeptClock(this, this.keeper, () => this.wall);
  }

  read(): Promise<ClockRow> {
    return Promise.resolve(this.#row);
  }

  change(next: (row: ClockRow | null) => ClockRow): Promise<ClockRow> {
    this.writes += 1;
    this.#row = next(this.#row);
    return Promise.resolve(this.#row);
  }
}

describe('a clock that several processes could keep', () => {
  it('is kept by one of them, always the same', async () => {
    const all = new Processes();
    const [one, two] = [all.process(), all.process()];
    const kept: string[] = [];
    for (all.wall = 0; all.wall < 10_000; all.wall += 1_000) {
      kept.push(await one.beat());
      all.wall += 400;
      kept.push(await two.beat());
      all.wall -= 400;
    }
    expect(kept).toEqual(Array.from({ length: 10 }, () => ['beaten', 'by another']).flat());
    expect(all.writes).toBe(10);
  });

  it('is taken over when its keeper is gone', async () => {
    const all = new Processes();
    const [one, two] = [all.process(), all.process()];
    await one.beat();
    all.wall = 400;
    expect(await two.beat()).toBe('by another');
    all.wall = 1_400;
    expect(await two.beat()).toBe('beaten');
  });

  it('is said to have changed once, when somebody has started it again', async () => {
    const all = new Processes();
    const one = all.process();
    await one.beat();
    await all.keeper.stop();
    all.wall = 1_000;
    await one.beat();
    all.wall = 60_000;
    await all.keeper.start();
    all.wall = 61_000;
    expect([await one.beat(), await one.beat()]).toEqual(['changed', 'beaten']);
  });
});
