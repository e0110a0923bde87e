import { describe, expect, it } from '@jest/globals';
import { KeepRunning, type Kept, type Stopped } from './keep-running.ts';

/** A part that ends when told to; time passes only in pauses. */
function stage(faults: readonly (string | null)[] = []) {
  const says: string[] = [];
  const pauses: number[] = [];
  const ends: ((stopped: Stopped) => void)[] = [];
  const planned = [...faults];
  let now = 0;
  let heard: () => void = () => undefined;
  const start = (): Promise<Kept> => {
    const fault = planned.shift() ?? null;
    if (fault !== null) return Promise.reject(new Error(fault));
    let end: (stopped: Stopped) => void = () => undefined;
    const exited = new Promise<Stopped>((resolve) => (end = resolve));
    ends.push(end);
    heard();
    return Promise.resolve({ exited, stop: () => Promise.resolve(end({ how: 'SIGTERM', lastWords: '' })) });
  };
  const keep = new KeepRunning({
    name: 'worker',
    start,
    say: (line) => void says.push(line),
    pause: (ms) => Promise.resolve(void pauses.push(ms)),
    now: () => now,
  });
  const dies = async (afterMs: number) => {
    now += afterMs;
    const again = new Promise<void>((resolve) => (heard = resolve));
    ends.at(-1)?.({ how: 'SIGKILL', lastWords: '' });
    await again;
    await new Promise(setImmediate);
  };
  return { keep, says, pauses, dies, starts: () => ends.length };
}

describe('a part that dies', () => {
  it('is started again, each time after twice the pause', async () => {
    const { keep, pauses, dies, says } = stage();
    await keep.start();
    for (let i = 0; i < 8; i++) await dies(100);
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(says.slice(0, 2)).toEqual(['worker ended (SIGKILL). It is started again in 0.5 s.', 'worker is up again.']);
    expect(keep.restarts).toBe(8);
  });

  it('begins with the shortest pause when it had run for long', async () => {
    const { keep, pauses, dies } = stage();
    await keep.start();
    await dies(100);
    await dies(100);
    await dies(3_600_000);
    expect(pauses).toEqual([500, 1_000, 500]);
  });

  it('is tried again when it does not come up, and the reason is told', async () => {
    const { keep, pauses, dies, says } = stage([null, 'Port 5432 is taken.', null]);
    await keep.start();
    await dies(100);
    expect(pauses).toEqual([500, 1_000]);
    expect(says[1]).toBe('worker did not come up: Port 5432 is taken. It is started again in 1 s.');
    expect(keep.isUp).toBe(true);
  });
});

it('a part that is stopped stays stopped', async () => {
  const { keep, starts } = stage();
  await keep.start();
  await keep.stop();
  await new Promise(setImmediate);
  expect([starts(), keep.isUp]).toEqual([1, false]);
});

it('an error of the first start is told to the caller', async () => {
  await expect(stage(['Port 3000 is taken.']).keep.start()).rejects.toThrow('Port 3000 is taken.');
});
