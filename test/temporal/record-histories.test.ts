import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { environment, servers } from '../harness/index.ts';
import { program } from './build.ts';
import { eventually } from './patience.ts';
import { accepted, delivered, refused, type ProviderAnswer } from './provider.ts';
import type { RecordArguments } from './record-process.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');
const recording = environment['RECORD_HISTORIES'] === 'true';
const record = async (what: RecordArguments) => {
  await promisify(execFile)(process.execPath, [await program('test/temporal/record-process.ts'), JSON.stringify(what)]);
};
const bill = { billId: 'b-1', loanId: 'l-1' };

/**
 * Lives in the lending catalogue to be recorded, each beyond what is of interest, to its end: a replay does not notice what a
 * runtime would do after the last event of a history. Here they are only lived; to record them anew,
 * `RECORD_HISTORIES=true node test/harness/run.mjs record-histories` writes the last run of each to test/histories.
 */
describe('histories of finished customers', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.open({ speed: 300, catalogue: 'lending', beginsAt: Date.UTC(2025, 2, 1) });
    await rig.worker.start();
  }, 300_000);

  afterAll(() => rig.close());

  it.each<{ life: string; answer?: (channel: string) => ProviderAnswer; live: (life: string) => Promise<unknown> }>([
    {
      life: 'nudged-and-ordered',
      live: async (life) => {
        await rig.customers.hears(life, 'order.page_visited', { productId: 'p-1', amount: 900 });
        await rig.storyUntil(life, 'touch.ended');
        await rig.customers.hears(life, 'order.placed', { productId: 'p-1', orderId: 'o-1' });
      },
    },
    {
      life: 'fell-back-and-was-verified',
      answer: (channel) => (channel === 'push' ? refused : delivered),
      live: async (life) => {
        await rig.customers.hears(life, 'registration.started');
        await rig.storyUntil(life, 'touch.ended');
        await rig.customers.hears(life, 'registration.completed');
        await rig.customers.hears(life, 'identity.failed', { final: false });
        await rig.storyUntil(life, 'touch.ended', 2);
        await rig.customers.hears(life, 'identity.verified');
      },
    },
    {
      life: 'called-back-and-repaid-in-two',
      answer: () => accepted,
      live: async (life) => {
        await rig.customers.hears(life, 'bill.issued', { ...bill, amount: 100, dueOn: '2025-03-11' });
        await rig.storyUntil(life, 'run.started');
        await forwardTo('2025-03-08T00:10:00+08:00', life);
        await rig.storyUntil(life, 'touch.planned');
        const attempt = await attemptWaitingFor(life);
        await rig.customers.hears(life, 'channel.outcome', { attempt, outcome: 'delivered' });
        await rig.storyUntil(life, 'touch.ended');
        await rig.customers.hears(life, 'repayment.received', { ...bill, amount: 40, remaining: 60 });
        await rig.customers.hears(life, 'repayment.received', { ...bill, amount: 60, remaining: 0 });
      },
    },
    {
      life: 'held-by-a-stop-and-ordered',
      live: async (life) => {
        const stop = { level: 'customer', target: life } as const;
        await rig.store.stops.stop(stop, rig.clock.now());
        await rig.customers.hears(life, 'order.page_visited', { productId: 'p-1', amount: 900 });
        await rig.storyUntil(life, 'verdict');
        await rig.store.stops.resume(stop, rig.clock.now());
        await rig.customers.looksAgain(life, { because: 'resumed' });
        await rig.storyUntil(life, 'touch.ended');
        await rig.customers.hears(life, 'order.placed', { productId: 'p-1', orderId: 'o-1' });
      },
    },
    {
      life: 'ordered-often-and-continued',
      live: async (life) => {
        await rig.customers.hears(life, 'bill.issued', { ...bill, amount: 100, dueOn: '2025-06-11' });
        await rig.storyUntil(life, 'run.started');
        const hasContinued = async () =>
          (await rig.customers.endedRuns(life)).some(({ how }) => how === 'CONTINUED_AS_NEW');
        // What is kept is the last run: it has to live through some of them as well.
        for (let nth = 1, last = Infinity; nth <= last; nth += 1) {
          await rig.customers.hears(life, 'order.page_visited', { productId: `p-${nth}`, amount: 900 });
          await rig.customers.hears(life, 'order.placed', { productId: `p-${nth}`, orderId: `o-${nth}` });
          await rig.storyUntil(life, 'run.ended', nth);
          if (last === Infinity && (await hasContinued())) last = nth + 3;
        }
        await rig.customers.hears(life, 'repayment.received', { ...bill, amount: 100, remaining: 0 });
      },
    },
  ])('$life', async ({ life, answer = () => delivered, live }) => {
    rig.provider.answers(({ channel }) => answer(channel));
    await live(life);
    await rig.customers.isOver(life);
    expect((await rig.customers.history(life)).length).toBeGreaterThan(20);
    if (recording) await record({ ...rig.temporal, customerId: life });
  });

  /** Puts the clock forward and says so, as the product's worker does. */
  async function forwardTo(instant: string, customerId: string): Promise<void> {
    await rig.keeper.forwardTo(Date.parse(instant));
    await rig.customers.hearsOfTheClock(customerId);
  }

  async function attemptWaitingFor(customerId: string): Promise<string> {
    await eventually(
      () => rig.customers.standing(customerId),
      ({ touches }) => touches.some(({ state }) => state === 'awaiting outcome'),
    );
    return rig.provider.to(customerId).at(-1)?.key.slice(`${customerId}/`.length) ?? '';
  }
});
