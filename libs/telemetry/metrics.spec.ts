import { expect, it } from '@jest/globals';
import { createMetrics } from './index.ts';

it('what was measured is told in the form that Prometheus reads, with the process as a label', async () => {
  const metrics = createMetrics('worker');
  metrics.verdicts.inc({ kind: 'hold', rule: 'quiet-hours' });
  metrics.kafkaLag.set({ topic: 'events', partition: 0 }, 12);
  metrics.stallLateness.observe(0.4);
  const lines = (await metrics.text()).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'tendril_verdicts_total{kind="hold",rule="quiet-hours",process="worker"} 1',
      'tendril_kafka_lag{topic="events",partition="0",process="worker"} 12',
      'tendril_stall_lateness_seconds_bucket{le="0.5",process="worker"} 1',
    ]),
  );
});

it('two processes in one test do not share their numbers', async () => {
  const [one, other] = [createMetrics('one'), createMetrics('other')];
  one.signals.inc({ result: 'sent' });
  expect(await other.text()).not.toContain('tendril_signals_total{');
});
