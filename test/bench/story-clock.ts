import { ClockKeeper, type BusinessClock } from '#clock';
import { openStore } from '#store';
import { until } from './progress.ts';

/** The product's own business clock, read from its store. */
export interface StoryClock {
  readonly now: () => Promise<number>;
  /** Returns when business time has come so far. */
  readonly reaches: (instant: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function storyClock(databaseUrl: string, speed: number): Promise<StoryClock> {
  const store = openStore({ databaseUrl });
  const clock: BusinessClock = await new ClockKeeper(store.clock).open({ speed });
  return {
    now: () => clock.refresh(),
    reaches: async (instant) => {
      await until(
        'business time',
        () => clock.refresh(),
        (now) => now >= instant,
        { quiet: true, every: 10, within: 600_000 },
      );
    },
    close: () => store.close(),
  };
}
