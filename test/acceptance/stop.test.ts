import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { servers } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';
import { Scene } from './scene.ts';
import { StrictProvider } from './strict-provider.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const monday = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
const customers = Array.from({ length: 500 }, (_, nth) => `c-${nth}`);

describe('tendril stop, while touches are on their way', () => {
  const provider = new StrictProvider(() => ({ outcome: 'delivered' }));
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.set({ beginsAt: monday, speed: 60, channels: { push: provider, sms: 'sandbox' } });
  });

  afterAll(() => scene?.end());

  const begun = () => scene.count('dispatches');
  const nudges = (which: string) => scene.count(`touches WHERE name = 'register-nudge' AND (${which})`);

  it('none goes out after it has returned; resumed, each that is still useful goes out once, whoever wakes them is killed or not', async () => {
    const { product, clock } = scene;
    const first = (await clock.refresh()) - 29 * MINUTE;
    // They stall one after the other, over half an hour.
    await scene.tell(
      ...customers.map((customerId, nth) => ({
        customerId,
        type: 'registration.started',
        at: first + nth * 0.06 * MINUTE,
      })),
    );
    await eventually(begun, (dispatches) => dispatches >= 20, { what: 'touches to be on their way' });

    expect(await product.tendril('stop', '--note', 'a drill')).toMatch(/^Stopped: everything/);
    const atTheStop = await begun();
    const held = `id IN (SELECT touch FROM verdicts WHERE verdicts.customer_id = touches.customer_id AND kind = 'hold')`;
    await eventually(
      () => nudges(`how IS NOT NULL OR ${held}`),
      (settled) => settled === customers.length,
      { what: 'every touch to be sent or held' },
    );
    const done = customers.slice(-10);
    const at = await clock.refresh();
    await scene.tell(...done.map((customerId) => ({ customerId, type: 'registration.completed', at })));
    await eventually(
      () => nudges(`how = 'cancelled'`),
      (cancelled) => cancelled === done.length,
      { what: 'the touches to those who went on by themselves to be cancelled' },
    );
    expect(await begun()).toBe(atTheStop);
    expect(provider.acted).toBeLessThanOrEqual(atTheStop);

    // Nobody watches any more, a stop is pressed in the middle, two resume at once and whoever wakes is killed: each goes once.
    const more = (count: number) => {
      const least = provider.acted + count;
      return eventually(
        () => provider.acted,
        (acted) => acted >= least,
        { what: `${count} more to be sent` },
      );
    };
    const interrupted = product.begin('resume', '--rate', '10');
    await more(5);
    interrupted.interrupt();
    expect(await interrupted.ended).toMatchObject({ code: 130, told: expect.stringContaining('The waking goes on') });
    const listed = JSON.parse(await product.tendril('stop', '--list', '--json')) as object;
    expect(listed).toMatchObject({ stops: [], waking: [{ level: 'everything', rate: 10 }] });
    await eventually(
      () => product.ingest.metrics(),
      (told) => /^tendril_wakes_owed\{level="everything",.*\} 1$/m.test(told),
      { what: 'the wake among the metrics' },
    );
    await more(15);
    const stopped = product.begin('resume');
    await more(5);
    await product.tendril('stop');
    const atTheSecondStop = await begun();
    expect(await stopped.ended).toMatchObject({ code: 1, told: expect.stringContaining('was stopped again') });
    expect(await nudges(`how IS NULL AND ${held}`)).toBeGreaterThan(customers.length / 4);
    expect(await begun()).toBe(atTheSecondStop);

    const before = provider.arrivals.length;
    const resumedAt = Date.now();
    const two = [product.begin('resume', '--rate', '25'), product.begin('resume', '--rate', '25')];
    await more(40);
    await product.ingest.end('SIGKILL');
    const atTheKill = provider.arrivals.length;
    await product.ingest.start();
    for (const { ended } of two) {
      expect(await ended).toMatchObject({
        code: 0,
        told: expect.stringMatching(/\d customers who were held look at it anew/),
      });
    }
    await eventually(
      () => nudges(`how = 'sent'`),
      (sent) => sent === customers.length - done.length,
      { what: 'what was held to be sent' },
    );
    expect(provider.arrivals.length - atTheKill).toBeGreaterThan(customers.length / 10);
    const sent = provider.arrivals.filter(({ touch }) => touch.includes('register-nudge'));
    const reached = new Set(sent.map(({ customerId }) => customerId));
    // Two at 25 a second are one at 25 a second: nobody comes earlier than that allows.
    const early = provider.arrivals.slice(before).filter(({ at }, nth) => at < resumedAt + nth * 40 - 50);
    expect(early).toEqual([]);
    process.stderr.write(
      `Stop: ${atTheStop} of ${customers.length} touches begun before it returned, 0 after; ${sent.length} sent in the end, the last ${provider.arrivals.length - before} within ${Math.round((Date.now() - resumedAt) / 1_000)} s of the resume\n`,
    );
    expect(atTheStop).toBeLessThan(customers.length - done.length);
    expect(sent.length).toBe(reached.size);
    expect(done.filter((customerId) => reached.has(customerId))).toEqual([]);
  }, 400_000);
});
