import type { Context } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { Channel } from '#channels';
import type { Dispatch } from '#customer';
import type { Instant } from '#journey';
import type { ActivityHouse } from './activity-house.ts';
import { readClock } from './clock-reading.ts';
import { beginDispatch, type Begun } from './dispatch-row.ts';

/** So long a wait is sat out here, and holds one of the worker's places for activities; a longer one is Temporal's. */
const SAT_OUT_MS = 2_000;

interface Turn {
  /** Business time at which it begins. */
  readonly at: Instant;
  readonly begun: Exclude<Begun, { kind: 'waits' }>;
  readonly hasWaited: boolean;
}

/**
 * Begins the dispatch when it is its turn. Nothing that will not be sent waits for one: what is late, cancelled or has a
 * fault (`message` is null) ends at once. A worker that shuts down begins nothing.
 *
 * Decision: where does a dispatch wait, for seconds or until its verdict runs out? Options: (a) in the activity, (b) between
 * two tries of the activity, (c) in the workflow, held as by the policy. (a) fills the worker's places with sleepers, (c)
 * costs a dozen events of history a round. So (b), which costs none, and (a) where the turn is near.
 */
export async function beginInTurn(
  house: ActivityHouse,
  order: Dispatch,
  channel: Channel,
  isSendable: boolean,
  began: Instant,
  context: Context,
): Promise<Turn> {
  const { validUntil, channel: word } = order.attempt;
  const waits = waitsOf(context);
  let satOut = 0;
  for (let at = began; ; at = (await readClock(house)).business) {
    if (isShuttingDown(context)) throw leftToAnother();
    const mayStart = isSendable && at <= validUntil && !isCalledBack(context);
    const begun = await beginDispatch(house, order, channel, at, mayStart ? house.paces.of(word) : null);
    if (begun.kind !== 'waits') return { at, begun, hasWaited: waits + satOut > 0 };
    const pauseMs = Math.min(begun.pauseMs, house.clock.toWallDelay(validUntil - at) + 1);
    if (satOut + pauseMs > SAT_OUT_MS) {
      const { attempt, retryPolicy } = context.info;
      if (attempt >= (retryPolicy?.maximumAttempts ?? Infinity)) {
        return { at, begun: { kind: 'stopped', because: `pace:${word}` }, hasWaited: true };
      }
      context.heartbeat({ waits: waits + 1 });
      throw ApplicationFailure.create({
        message: `It is not yet this touch's turn on the channel "${word}".`,
        type: 'WaitsForItsTurn',
        nextRetryDelay: pauseMs,
        category: ApplicationFailureCategory.BENIGN,
      });
    }
    satOut += pauseMs;
    // A cancellation and a shutdown end it early; the next round sees them.
    await context.sleep(pauseMs).catch(() => undefined);
  }
}

/** What is cancelled is not to go out; a worker that shuts down cancels what it has in hand, too, and says nothing by it. */
export function isCalledBack(context: Context): boolean {
  return context.cancellationSignal.aborted && !isShuttingDown(context);
}

function isShuttingDown({ cancellationDetails }: Context): boolean {
  return cancellationDetails?.workerShutdown ?? false;
}

function leftToAnother(): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'This worker shuts down and begins no more: the next try is for another one.',
    type: 'WorkerShutsDown',
    category: ApplicationFailureCategory.BENIGN,
  });
}

/** Tries of this activity that have only waited. They come with the heartbeat, from one try to the next. */
export function waitsOf({ info }: Context): number {
  const details = info.heartbeatDetails as { readonly waits?: number } | undefined;
  return details?.waits ?? 0;
}
