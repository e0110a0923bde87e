import type { BusinessClock } from '#clock';
import { endingCalendars } from '#policy';
import type { Store } from '#store';
import type { Logger, Metrics } from '#telemetry';
import type { PolicyListener } from './current-policy.ts';

interface Surroundings {
  readonly store: Pick<Store, 'policies'>;
  readonly clock: Pick<BusinessClock, 'now'>;
  readonly metrics: Pick<Metrics, 'calendarEnds' | 'policyRefused'>;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** A policy that is taken is kept before the first verdict by it, so that each can be read beside it later. All is told. */
export function policyNews({ store, clock, metrics, logger }: Surroundings): PolicyListener {
  metrics.policyRefused.set(0);
  return {
    adopted: async (policy) => {
      await store.policies.took(policy);
      logger.info({ policy: policy.hash, sets: policy.sets }, 'This policy is in force now.');
      metrics.calendarEnds.reset();
      for (const [calendar, { until }] of Object.entries(policy.calendars)) {
        if (until !== undefined) metrics.calendarEnds.set({ calendar }, Date.parse(until) / 1_000);
      }
      for (const sentence of endingCalendars(policy, clock.now())) logger.warn(sentence);
    },
    faulty: (err) => {
      metrics.policyRefused.set(1);
      logger.error({ err }, 'The policy on disk cannot be taken; the last good one stays in force.');
    },
    sound: () => {
      metrics.policyRefused.set(0);
      logger.info('The policy on disk can be taken again.');
    },
  };
}
