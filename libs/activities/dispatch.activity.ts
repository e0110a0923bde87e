import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { ChannelError, defaultRetryPlan, OUTCOME_WITHIN_MS, pauseBefore } from '#channels';
import type { Channel, OutgoingMessage, SendResult } from '#channels';
import type { Dispatch, DispatchResult } from '#customer';
import type { Instant } from '#journey';
import { StoreError } from '#store';
import type { ActivityHouse } from './activity-house.ts';
import { readClock } from './clock-reading.ts';
import type { Dispatched } from './customer-activities.ts';
import { beginInTurn, isCalledBack, waitsOf } from './begin-in-turn.ts';
import { boundChannel } from './bound-channel.ts';
import { endDispatch, isStopped, releaseDispatch } from './dispatch-row.ts';
import { endsUnsent, unknown } from './ends-unsent.ts';
import { outgoingMessage } from './outgoing-message.ts';

const HEARTBEAT_MS = 2_000;

/**
 * Hands one touch to its channel, at most once, whatever crashes.
 *
 * The row of the dispatch is written before anything goes out, in one go with the last look at the stops. A second start
 * that finds the row knows that an earlier one died on the way: it sends again only where the provider honours the
 * idempotency key and nothing speaks against it by now, otherwise the outcome is `unknown`. What surely has not gone out
 * gives its permission back. A cancellation is heard until the message leaves the house; from then on the truth about it is
 * awaited, because a message that is out counts.
 *
 * Decision: who offers a message again to a provider that fails? Options: (a) the channel, within its one call, (b) this
 * activity, by its next try. In (a) a stop, a withdrawal and the end of the verdict are not heard for as long as it tries,
 * and a limited provider gets more than its limit. So (b): what surely has not gone out begins anew, with all that is asked
 * before a beginning; what may have gone out keeps its row, and goes again under its key unless one of them has come.
 */
export async function dispatch(house: ActivityHouse, order: Dispatch): Promise<Dispatched> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat({ waits: waitsOf(context) }), HEARTBEAT_MS);
  try {
    const result = await dispatchOnce(house, order, context);
    house.meter.dispatch(order.attempt.channel, result.kind === 'outcome' ? result.outcome : result.kind);
    return { at: (await readClock(house)).business, result };
  } finally {
    clearInterval(beat);
  }
}

async function dispatchOnce(house: ActivityHouse, order: Dispatch, context: Context): Promise<DispatchResult> {
  const { business: askedAt } = await readClock(house);
  const channel = boundChannel(order.attempt.channel, house.channels);
  if (channel === null) return neverLeft(`Nothing is bound to the channel "${order.attempt.channel}".`);
  const prepared = await prepare(house, order);
  const isSendable = prepared.message !== null;
  const { at, begun, hasWaited } = await beginInTurn(house, order, channel, isSendable, askedAt, context);
  if (begun.kind === 'stopped') return { kind: 'not sent', because: begun.because };
  if (begun.kind === 'ended') return begun.result;
  const unsent = endsUnsent({
    kind: begun.kind,
    isLate: at > order.attempt.validUntil,
    hasWaited,
    isCancelled: isCalledBack(context),
    isStopped: begun.kind === 'interrupted' && (await isStopped(house, order)),
    honoursIdempotencyKey: channel.honoursIdempotencyKey,
  });
  if (unsent !== null) return end(house, order, at, unsent);
  const result =
    prepared.message === null
      ? neverLeft(prepared.fault)
      : await send(house, order, prepared.message, channel, begun.kind, at, context);
  // Of an earlier start nobody knows whether its message went out; that this one's did not, does not tell.
  const isUnsure = begun.kind === 'interrupted' && result.kind === 'outcome' && result.outcome === 'failed';
  return end(house, order, at, isUnsure ? unknown(result.detail ?? 'interrupted while it was going out') : result);
}

type Prepared = { readonly message: OutgoingMessage } | { readonly message: null; readonly fault: string };

/** Before the dispatch begins: a store that is down then costs a retry, not an `unknown`. */
async function prepare(house: ActivityHouse, order: Dispatch): Promise<Prepared> {
  try {
    return { message: await outgoingMessage(house, order) };
  } catch (error) {
    if (error instanceof StoreError && error.retryable) throw error;
    return { message: null, fault: error instanceof Error ? error.message : String(error) };
  }
}

async function send(
  house: ActivityHouse,
  order: Dispatch,
  message: OutgoingMessage,
  channel: Channel,
  start: 'first' | 'interrupted',
  at: Instant,
  context: Context,
): Promise<DispatchResult> {
  const began = performance.now();
  try {
    return resultOf(await channel.send(message, new AbortController().signal), at);
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    const neverWent = start === 'first' && !error.mayHaveGoneOut;
    const tries = context.info.attempt - waitsOf(context);
    if (error.retryable && tries < defaultRetryPlan.tries && (neverWent || channel.honoursIdempotencyKey)) {
      if (neverWent) await releaseDispatch(house, order);
      throw again(error, tries);
    }
    return neverWent ? neverLeft(error.message) : unknown(error.message);
  } finally {
    house.meter.channelTook(order.attempt.channel, (performance.now() - began) / 1_000);
  }
}

function again(error: ChannelError, triesMade: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: error.message,
    type: error.code,
    cause: error,
    nextRetryDelay: pauseBefore(defaultRetryPlan, triesMade, Math.random, error.retryAfterMs),
  });
}

async function end(house: ActivityHouse, order: Dispatch, at: Instant, ended: DispatchResult): Promise<DispatchResult> {
  const result = ended.kind === 'not sent' ? ended : { ...ended, began: at };
  await endDispatch(house, order, at, result);
  return result;
}

function resultOf(sent: SendResult, at: Instant): DispatchResult {
  if (sent.kind === 'outcome') return sent;
  return { kind: 'accepted', reference: sent.reference, outcomeBy: at + OUTCOME_WITHIN_MS };
}

function neverLeft(detail: string): DispatchResult {
  return { kind: 'outcome', outcome: 'failed', disposition: null, detail, neverLeft: true };
}
