import type { BusinessClock } from '#clock';
import { endingCalendars, type Policy } from '#policy';
import type { Store } from '#store';
import type { Logger, Metrics } from '#telemetry';

interface Surroundings {
  readonly store: Pick<Store, 'policies'>;
  readonly clock: Pick<BusinessClock, 'now'>;
  readonly metrics: Pick<Metrics, 'calendarEnds'>;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

/** What happens before the first verdict by a policy: it is kept, so that each verdict can be read beside it later, and told. */
export function policyAdoption({ store, clock, metrics, logger }: Surroundings): (policy: Policy) => Promise<void> {
  return async (policy) => {
    await store.policies.took(policy);
    logger.info({ policy: policy.hash, sets: policy.sets }, 'This policy is in force now.');
    metrics.calendarEnds.reset();
    for (const [calendar, { until }] of Object.entries(policy.calendars)) {
      if (until !== undefined) metrics.calendarEnds.set({ calendar }, Date.parse(until) / 1_000);
    }
    for (const sentence of endingCalendars(policy, clock.now())) logger.warn(sentence);
  };
}
