import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import proto from '@temporalio/proto';
import { servers } from '../harness/index.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');
const { History } = proto.temporal.api.history.v1;

describe('payloads that are encrypted', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.open({ speed: 300, payloadKey: randomBytes(32).toString('base64') });
    await rig.worker.start();
  }, 300_000);

  afterAll(() => rig.close());

  it('move the customer, and show nothing of the event in the history', async () => {
    await rig.customers.visits('c-sealed', 'a-secret-order');
    const story = await rig.storyUntil('c-sealed', 'touch.ended');
    expect(story).toContain('attempt.ended push delivered');
    expect((await rig.customers.standing('c-sealed')).runs).toMatchObject([{ subject: 'a-secret-order' }]);
    const events = await rig.customers.history('c-sealed');
    const stored = Buffer.from(History.encode({ events }).finish()).toString('latin1');
    expect(stored).toContain('binary/encrypted');
    for (const readable of ['a-secret-order', 'page.visited', 'come-back', '"customerId"']) {
      expect(stored).not.toContain(readable);
    }
  });
});
