import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { delivered } from './provider.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');

describe('a customer whose surroundings fail', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.open({ speed: 300, forgetful: ['sms'] });
    await rig.startWorker();
  }, 300_000);

  beforeEach(() => rig.provider.answers(() => delivered));

  afterAll(() => rig.close());

  it('hears 500 signals, half of them repeats, and may complete between any two: none is lost, none counts twice', async () => {
    const pairs = 250;
    const signals = Array.from({ length: pairs }, (_, n) => [
      rig.event('c-hammered', 'ping', { n: `n-${n}` }),
      rig.event('c-hammered', 'pong', { n: `n-${n}` }),
    ]).flatMap((pair) => [pair, pair]);
    const lanes = 2;
    await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        for (let at = lane; at < signals.length; at += lanes) {
          await patiently(() => rig.send('c-hammered', ...(signals[at] ?? [])));
        }
      }),
    );
    await rig.isOver('c-hammered');
    const story = await rig.store.timeline.ofCustomer('c-hammered', { limit: 5_000 });
    const ended = story.filter(({ kind }) => kind === 'run.ended');
    expect({ lost: pairs - ended.length, begun: story.filter(({ kind }) => kind === 'run.started').length }).toEqual({
      lost: 0,
      begun: pairs,
    });
  }, 300_000);

  it('waits while PostgreSQL is down: no verdict, no touch; then one of each', async () => {
    await rig.visits('c-no-store');
    await rig.storyUntil('c-no-store', 'stage.entered');
    rig.door.shut();
    await eventually(
      async () => (await rig.history('c-no-store')).length,
      (events) => events > 12,
      { what: 'a verdict that was asked in vain', within: 90_000 },
    );
    expect(rig.provider.to('c-no-store')).toEqual([]);
    rig.door.unshut();
    const story = await rig.storyUntil('c-no-store', 'touch.ended');
    expect(story.filter((line) => line.startsWith('verdict'))).toHaveLength(1);
    expect(rig.provider.to('c-no-store')).toHaveLength(1);
  }, 300_000);

  it('is killed while a message goes out through a provider that honours the key: the same key again', async () => {
    let isFirst = true;
    rig.provider.answers(() => {
      if (!isFirst) return delivered;
      isFirst = false;
      return new Promise(() => undefined);
    });
    await rig.visits('c-killed');
    await eventually(
      () => rig.provider.to('c-killed').length,
      (requests) => requests === 1,
    );
    await rig.killWorker();
    await rig.startWorker();
    expect(await rig.storyUntil('c-killed', 'touch.ended')).toContain('attempt.ended push delivered');
    expect(new Set(rig.provider.to('c-killed').map(({ key }) => key)).size).toBe(1);
  }, 300_000);

  it('is killed while a message goes out through a provider that forgets keys: unknown, and never sent again', async () => {
    rig.provider.answers(({ channel }) =>
      channel === 'push'
        ? { kind: 'outcome', outcome: 'failed', disposition: null, detail: null }
        : new Promise(() => undefined),
    );
    await rig.visits('c-forgotten');
    await eventually(
      () => rig.provider.to('c-forgotten').filter(({ channel }) => channel === 'sms').length,
      (requests) => requests === 1,
    );
    await rig.killWorker();
    rig.provider.answers(() => delivered);
    await rig.startWorker();
    expect(await rig.storyUntil('c-forgotten', 'touch.ended')).toContain('attempt.ended sms unknown');
    expect(rig.provider.to('c-forgotten').filter(({ channel }) => channel === 'sms')).toHaveLength(1);
  }, 300_000);
});

/** The server says "workflow is closing" with RESOURCE_EXHAUSTED, which is no overload: the same signal again. */
async function patiently(send: () => Promise<void>): Promise<void> {
  await eventually(
    () =>
      send().then(
        () => true,
        () => false,
      ),
    (sent) => sent,
    { what: 'a signal to be taken' },
  );
}
