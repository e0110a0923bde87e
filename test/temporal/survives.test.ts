import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { delivered } from './provider.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');
const { EventType } = temporal.api.enums.v1;

describe('a customer whose surroundings fail', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.open({ speed: 300, forgetful: ['sms'] });
    await rig.worker.start();
  }, 300_000);

  beforeEach(() => rig.provider.answers(() => delivered));

  afterAll(() => rig.close());

  it.each([
    { does: 'completes', customer: 'c-completes', armed: false, how: 'COMPLETED', often: 20 },
    { does: 'continues as new', customer: 'c-continues', armed: true, how: 'CONTINUED_AS_NEW', often: 2 },
  ])(
    'hears 500 signals, half of them repeats, and $does as often as it can: none is lost, none counts twice',
    async ({ customer, armed, how, often }) => {
      if (armed) await rig.customers.hears(customer, 'vigil.began');
      const pairs = 250;
      const signals = Array.from({ length: pairs }, (_, n) => [
        rig.customers.event(customer, 'ping', { n: `n-${n}` }),
        rig.customers.event(customer, 'pong', { n: `n-${n}` }),
      ]).flatMap((pair) => [pair, pair]);
      // Two lanes, in bursts: within a burst signals meet a task that wants to end the run, after it one gets to its end.
      for (let burst = 0; burst < signals.length; burst += 20) {
        const left = signals.slice(burst, burst + 20);
        const lane = async () => {
          for (let pair = left.shift(); pair !== undefined; pair = left.shift()) {
            await rig.customers.sendPatiently(customer, ...pair);
          }
        };
        await Promise.all([lane(), lane()]);
        await (armed ? rig.customers.standing(customer) : rig.customers.isOver(customer));
      }
      if (armed) await rig.customers.hears(customer, 'vigil.ended');
      await rig.customers.isOver(customer);
      const story = await rig.store.timeline.ofCustomer(customer, { limit: 5_000 });
      const runs = (kind: string) => story.filter((entry) => entry.kind === kind).map(({ what }) => String(what['id']));
      const subjects = Array.from({ length: pairs }, (_, n) => `blink/n-${n}/1`).sort();
      expect(runs('run.started').filter(isBlink).sort()).toEqual(subjects);
      expect(runs('run.ended').filter(isBlink).sort()).toEqual(subjects);
      const ended = await rig.customers.endedRuns(customer);
      expect({ ended, often: ended.filter((run) => run.how === how).length >= often }).toMatchObject({ often: true });
      expect(Math.max(...ended.map(({ events }) => events))).toBeLessThan(600);
    },
    300_000,
  );

  it('waits while PostgreSQL is down: no verdict, no touch; then one of each', async () => {
    await rig.customers.visits('c-no-store');
    await rig.storyUntil('c-no-store', 'stage.entered');
    rig.door.shut();
    await eventually(
      async () => (await rig.customers.history('c-no-store')).length,
      (events) => events > 12,
      { what: 'a verdict that was asked in vain', within: 90_000 },
    );
    expect(rig.provider.to('c-no-store')).toEqual([]);
    rig.door.unshut();
    const story = await rig.storyUntil('c-no-store', 'touch.ended');
    expect(story.filter((line) => line.startsWith('verdict'))).toHaveLength(1);
    expect(rig.provider.to('c-no-store')).toHaveLength(1);
  }, 300_000);

  it('goes on after a kill whose replay comes by an answer that was too late', async () => {
    await rig.customers.visits('c-slow-store');
    await rig.storyUntil('c-slow-store', 'stage.entered');
    rig.door.slow(6_000);
    await eventually(
      () => rig.customers.history('c-slow-store'),
      (events) => events.some(({ markerRecordedEventAttributes: marker }) => marker?.failure?.timeoutFailureInfo),
      { what: 'an answer that came too late', within: 60_000 },
    );
    rig.door.slow(0);
    await rig.worker.kill();
    await rig.worker.start();
    const story = await rig.storyUntil('c-slow-store', 'touch.ended');
    expect(story.filter((line) => line.startsWith('verdict'))).toHaveLength(1);
    expect(rig.provider.to('c-slow-store')).toHaveLength(1);
  }, 300_000);

  it('misses what was due while nothing worked and is no longer useful, though its timer rang for that instant', async () => {
    await rig.customers.visits('c-away');
    await rig.storyUntil('c-away', 'stage.entered');
    await rig.worker.kill();
    await rig.keeper.forwardTo(rig.clock.now() + 7 * 3_600_000);
    await rig.worker.start();
    expect(await rig.storyUntil('c-away', 'stall.fired')).toContain('stall.fired order missed');
    expect(rig.provider.to('c-away')).toEqual([]);
  }, 300_000);

  it('waits while the clock stands still, though its timer rings: nothing is due; then it is, once', async () => {
    await rig.customers.visits('c-still');
    await rig.storyUntil('c-still', 'stage.entered');
    await rig.keeper.stop();
    const rang = async () => {
      const events = await rig.customers.history('c-still');
      const timer = events.findIndex(({ eventType }) => eventType === EventType.EVENT_TYPE_TIMER_FIRED);
      return (
        timer !== -1 && events.slice(timer).some(({ eventType }) => eventType === EventType.EVENT_TYPE_TIMER_STARTED)
      );
    };
    await eventually(rang, (yes) => yes, { what: 'its timer to ring, and to be set anew' });
    expect(await rig.story('c-still')).toEqual(['run.started', 'stage.entered order']);
    await rig.keeper.start();
    await rig.customers.hearsOfTheClock('c-still');
    const story = await rig.storyUntil('c-still', 'touch.ended');
    expect(story.filter((line) => line.startsWith('verdict'))).toHaveLength(1);
    expect(rig.provider.to('c-still')).toHaveLength(1);
  });

  it('is killed while a message goes out through a provider that honours the key: the same key again', async () => {
    let isFirst = true;
    rig.provider.answers(() => {
      if (!isFirst) return delivered;
      isFirst = false;
      return new Promise(() => undefined);
    });
    await rig.customers.visits('c-killed');
    await eventually(
      () => rig.provider.to('c-killed').length,
      (requests) => requests === 1,
    );
    await rig.worker.kill();
    await rig.worker.start();
    expect(await rig.storyUntil('c-killed', 'touch.ended')).toContain('attempt.ended push delivered');
    expect(new Set(rig.provider.to('c-killed').map(({ key }) => key)).size).toBe(1);
  }, 300_000);

  it('is killed while a message goes out through a provider that forgets keys: unknown, and never sent again', async () => {
    rig.provider.answers(({ channel }) =>
      channel === 'push'
        ? { kind: 'outcome', outcome: 'failed', disposition: null, detail: null }
        : new Promise(() => undefined),
    );
    await rig.customers.visits('c-forgotten');
    await eventually(
      () => rig.provider.to('c-forgotten').filter(({ channel }) => channel === 'sms').length,
      (requests) => requests === 1,
    );
    await rig.worker.kill();
    rig.provider.answers(() => delivered);
    await rig.worker.start();
    expect(await rig.storyUntil('c-forgotten', 'touch.ended')).toContain('attempt.ended sms unknown');
    expect(rig.provider.to('c-forgotten').filter(({ channel }) => channel === 'sms')).toHaveLength(1);
  }, 300_000);
});

function isBlink(run: string): boolean {
  return run.startsWith('blink/');
}
