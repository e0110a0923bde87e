import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { customerWorkflowId } from '#temporal';
import { servers } from '../harness/index.ts';
import { keepHistory } from './history-file.ts';
import { eventually } from './patience.ts';
import { accepted, delivered, refused, type ProviderAnswer } from './provider.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');
const recording = process.env.RECORD_HISTORIES === 'true';

/**
 * Lives to be recorded, each to its end: a replay does not notice commands that are missing at the end of a history.
 * RECORD_HISTORIES=true writes them to test/histories; otherwise this only says that they can still be lived.
 */
describe('histories of finished customers', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.open({ speed: 300 });
    await rig.startWorker();
  }, 300_000);

  afterAll(() => rig.close());

  it.each<{ life: string; answer: (channel: string) => ProviderAnswer; then: 'orders' | 'leaves' }>([
    { life: 'touched-and-ordered', answer: () => delivered, then: 'orders' },
    { life: 'fell-back-and-left', answer: (channel) => (channel === 'push' ? refused : delivered), then: 'leaves' },
    { life: 'called-back-and-ordered', answer: () => accepted, then: 'orders' },
  ])('$life', async ({ life, answer, then }) => {
    rig.provider.answers(({ channel }) => answer(channel));
    await rig.visits(life);
    if (answer('push') === accepted) {
      await eventually(
        () => rig.standing(life),
        ({ touches }) => touches[0]?.state === 'awaiting outcome',
      );
      const attempt = 'nudge/o-1/1/order/nudge/1/1';
      await rig.hears(life, 'channel.outcome', { attempt, outcome: 'delivered' });
    }
    await rig.storyUntil(life, 'touch.ended');
    await rig.hears(life, then === 'orders' ? 'order.placed' : 'customer.left', { orderId: 'o-1' });
    await rig.isOver(life);
    const events = await rig.history(life);
    expect(events.length).toBeGreaterThan(20);
    if (recording)
      await keepHistory(life, await rig.client.workflow.getHandle(customerWorkflowId(life)).fetchHistory());
  });
});
