import { beforeEach, describe, expect, it } from '@jest/globals';
import { ClockKeeper, ClockNotSetError, stillMs, wallClock, type ClockRow, type ClockStore } from './index.ts';

/** The row in memory. */
class MemoryClockStore implements ClockStore {
  row: ClockRow | null = null;

  read(): Promise<ClockRow | null> {
    return Promise.resolve(this.row);
  }

  async change(next: (row: ClockRow | null) => ClockRow): Promise<ClockRow> {
    await Promise.resolve();
    return (this.row = next(this.row));
  }
}

let wall: number;
let store: MemoryClockStore;
let keeper: ClockKeeper;
beforeEach(() => {
  wall = 1_000_000;
  store = new MemoryClockStore();
  keeper = new ClockKeeper(store, () => wall);
});

describe('opening a clock', () => {
  it('the first sets it, the second goes on from where it stands', async () => {
    await keeper.open({ speed: 10, beginsAt: 0 });
    wall += 1_000;
    const second = await keeper.open({ speed: 99, beginsAt: 5 });
    expect([second.now(), second.speed]).toEqual([10_000, 10]);
  });

  it('two that open at once agree', async () => {
    const both = await Promise.all([
      keeper.open({ speed: 10, beginsAt: 0 }),
      new ClockKeeper(store, () => wall).open({ speed: 20, beginsAt: 7 }),
    ]);
    expect(both[0].now()).toBe(both[1].now());
  });
});

describe('one reader', () => {
  it('hears of a stop by asking, and time has not gone back', async () => {
    const clock = await keeper.open({ speed: 10, beginsAt: 0 });
    wall += 1_000;
    await keeper.stop();
    wall += 500;
    expect([clock.now(), clock.running]).toEqual([15_000, true]);
    expect([await clock.refresh(), clock.running]).toEqual([15_000, false]);
    await keeper.start();
    wall += 1_000;
    expect(await clock.refresh()).toBe(20_000);
  });

  it('stands still when nobody beats, and goes on with the next beat', async () => {
    const clock = await keeper.open({ speed: 1, beginsAt: 0 });
    wall += 50_000;
    expect([clock.now(), clock.running]).toEqual([3_000, false]);
    await keeper.beat();
    wall += 1_000;
    expect([await clock.refresh(), clock.running]).toEqual([4_000, true]);
  });

  it.each([
    { situation: 'running ten times as fast', speed: 10, stop: false, businessMs: 10_001, delay: 1_001 },
    { situation: 'already due', speed: 10, stop: false, businessMs: -5, delay: 0 },
    { situation: 'stopped just before it is due', speed: 10, stop: true, businessMs: 10, delay: stillMs },
    { situation: 'stopped long before it is due', speed: 10, stop: true, businessMs: 60_000, delay: 6_000 },
  ])('$situation: sleeps $delay ms', async ({ speed, stop, businessMs, delay }) => {
    const clock = await keeper.open({ speed, beginsAt: 0 });
    if (stop) await keeper.stop();
    await clock.refresh();
    expect(clock.toWallDelay(businessMs)).toBe(delay);
  });
});

it('a clock that no process has opened cannot be stopped', async () => {
  await expect(keeper.stop()).rejects.toThrow(ClockNotSetError);
});

it('the wall clock is the wall', async () => {
  const clock = wallClock(() => wall);
  expect([clock.now(), await clock.refresh(), clock.toWallDelay(1.5), clock.running, clock.speed]).toEqual([
    wall,
    wall,
    2,
    true,
    1,
  ]);
});
