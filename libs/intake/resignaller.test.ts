import { afterAll, beforeEach, expect, it } from '@jest/globals';
import type { CustomerEvent } from '#journey';
import { contentHashOf, openStore, type Store } from '#store';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { Resignaller } from './resignaller.ts';
import { SignalRefused, SignalUnavailable } from './signal.error.ts';
import type { Signals } from './signals.ts';

const { describe } = await servers('postgres');

const noon = Date.UTC(2026, 0, 1, 12);
const pageSize = 10;

/** Refuses whom it refuses for good; away, it takes nobody's. */
class PickySignals implements Signals {
  readonly taken: string[] = [];
  readonly asked: string[] = [];
  away = false;

  send(customerId: string, events: readonly CustomerEvent[]): Promise<void> {
    this.asked.push(customerId);
    if (this.away) return Promise.reject(new SignalUnavailable(new Error('cut off')));
    if (customerId.startsWith('refused')) return Promise.reject(new SignalRefused(customerId, new Error('too large')));
    this.taken.push(...events.map(({ id }) => id));
    return Promise.resolve();
  }
}

describe('a sweep over what was stored and not signalled', () => {
  const opened: Store[] = [];
  let store: Store;
  let signals: PickySignals;
  let resignaller: Resignaller;
  beforeEach(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
    opened.push(store);
    signals = new PickySignals();
    const clock = { refresh: () => Promise.resolve(noon), speed: 1 };
    resignaller = new Resignaller({ events: store.events, signals, clock, patienceMs: 1_000, pageSize });
  });
  afterAll(() => Promise.all(opened.map((each) => each.close())));

  /** All came in at one instant, as a batch does: their ids alone say which is first. */
  const stored = (count: number, prefix: string, customerOf: (nth: number) => string) =>
    store.events.insert(
      Array.from({ length: count }, (_, nth) => {
        const [id, customerId] = [`${prefix}-${String(nth).padStart(3, '0')}`, customerOf(nth)];
        const at = { occurredAt: noon - 60_000, receivedAt: noon - 60_000 };
        const event = { id, source: 'shop', type: 'order.placed', customerId, ...at, properties: {} };
        return { event, contentHash: contentHashOf(event), listened: true };
      }),
    );

  it('passes over any number that is refused, to those behind them', async () => {
    await stored(3 * pageSize, 'a', (nth) => `refused-${nth}`);
    await stored(pageSize + 1, 'b', (nth) => `c-${nth}`);
    expect(await resignaller.sweep('stale')).toEqual({ signalled: pageSize + 1, failed: 3 * pageSize });
    expect(signals.taken).toHaveLength(pageSize + 1);
    expect(await store.events.counts()).toMatchObject({ signalled: pageSize + 1, unsignalled: 3 * pageSize });
  });

  it('asks for nobody twice, and for those who were refused in the next one again', async () => {
    await stored(2 * pageSize, 'a', (nth) => (nth % 2 === 0 ? `refused-${nth}` : `c-${nth}`));
    await resignaller.sweep('all');
    expect(new Set(signals.asked).size).toBe(signals.asked.length);
    expect(await resignaller.sweep('all')).toEqual({ signalled: 0, failed: pageSize });
  });

  it('ends with the first page while the server is away', async () => {
    await stored(3 * pageSize, 'a', (nth) => `c-${nth}`);
    signals.away = true;
    expect(await resignaller.sweep('all')).toEqual({ signalled: 0, failed: pageSize });
    signals.away = false;
    expect(await resignaller.sweep('all')).toEqual({ signalled: 3 * pageSize, failed: 0 });
  });
});
