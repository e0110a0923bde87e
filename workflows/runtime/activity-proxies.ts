import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CustomerActivities } from '#activities';

/**
 * A local activity holds its workflow task open, and one that outlives 8 s of it costs three events for each heartbeat of
 * the task. So it gives up early; the workflow then waits for a while and tries again.
 */
export const local: Omit<CustomerActivities, 'dispatch' | 'perform'> = proxyLocalActivities<CustomerActivities>({
  startToCloseTimeout: '4s',
  scheduleToCloseTimeout: '5s',
  retry: { initialInterval: '100ms', backoffCoefficient: 3, maximumInterval: '1s' },
});

/** A dispatch, or a journey's activity, has ended, one way or another, so long after it began. */
export const LANDS_WITHIN_MS = 20 * 60_000;

/**
 * Retried for a crash of the worker, for what a channel calls retryable and while it waits for its turn on a paced channel;
 * how often, and whether a second start may send again, is for the activity to know. A cancelled dispatch is waited for, because only it knows whether the message had left already.
 * So is an activity of a journey, whose end counts however it was cancelled.
 */
export const remote: Pick<CustomerActivities, 'dispatch' | 'perform'> = proxyActivities<CustomerActivities>({
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: LANDS_WITHIN_MS,
  heartbeatTimeout: '10s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s', maximumAttempts: 100 },
});
