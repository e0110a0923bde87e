import { expect, it } from '@jest/globals';
import type { InquiryCount, Wake } from '#store';
import { createMetrics } from '#telemetry';
import { OwedService } from './owed.service.ts';

const wake = (level: Wake['of']['level'], target: string): Wake => ({
  ...{ id: target, of: { level, target }, rate: 50, share: 50, woken: 0, owedAt: 0, idleMs: 0, how: null },
});

it('tells how much is owed, by channel and by level, and no longer than it is', async () => {
  const metrics = createMetrics('ingest');
  const owed: { inquiries: InquiryCount[]; wakes: Wake[] } = {
    inquiries: [{ channel: 'sms', waiting: 12 }],
    wakes: [wake('channel', 'sms'), wake('channel', 'push'), wake('policy', 'abc')],
  };
  const service = new OwedService({
    inquirer: { waiting: () => Promise.resolve(owed.inquiries) },
    store: { wakes: { owed: () => Promise.resolve(owed.wakes) } },
    metrics,
    log: { debug: () => undefined },
  });
  const told = async () => {
    await service.measure();
    return (await metrics.text()).split('\n').filter((line) => /^tendril_(inquiries|wakes)/.test(line));
  };
  expect(await told()).toEqual([
    'tendril_inquiries_waiting{channel="sms",process="ingest"} 12',
    'tendril_wakes_owed{level="channel",process="ingest"} 2',
    'tendril_wakes_owed{level="policy",process="ingest"} 1',
  ]);
  owed.inquiries = [];
  owed.wakes.pop();
  expect(await told()).toEqual(['tendril_wakes_owed{level="channel",process="ingest"} 2']);
});
