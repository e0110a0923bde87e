import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { asyncLocalStorage, Context } from '@temporalio/activity';
import { ActivityCancellationDetails, CancelledFailure } from '@temporalio/common';
import { ChannelBusyError, type Channel, type SendResult } from '#channels';
import { wallClock } from '#clock';
import type { Dispatch } from '#customer';
import { resolvePolicy } from '#policy';
import { openStore, type Store } from '#store';
import { servers, testDatabase } from '../../test/harness/index.ts';
import type { ActivityHouse } from './activity-house.ts';
import { dispatch } from './dispatch.activity.ts';

const { describe } = await servers('postgres');

describe('tries of one dispatch', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
  });
  afterAll(() => store.close());

  const houseOf = (send: Channel['send']): ActivityHouse => ({
    store,
    clock: wallClock(),
    isWallClock: true,
    published: { startsOn: {}, definitions: {}, guards: {} },
    policy: () => resolvePolicy([{ name: 'open', rules: [] }], () => 'hash'),
    channels: { of: () => ({ adapter: 'test', provider: 'gateway', honoursIdempotencyKey: true, send }) },
    paces: { of: () => null, isAny: false },
    texts: { wordingOf: () => ({ text: 'Hello.', variables: [] }) },
    activities: {},
    institutionZone: 'UTC',
    customerZones: ['UTC'],
    language: 'en',
    meter: { verdict() {}, touch() {}, dispatch() {}, stallLate() {}, channelTook() {} },
  });
  const orderFor = (customerId: string) => {
    const at = Date.now();
    const attempt = { id: 't/1', channel: 'push', at, validUntil: at + 3_600_000 };
    const touch = { id: 't', purpose: 'service', class: 'service', template: 'hello', journey: null, stage: null };
    return { customerId, attempt, touch, variables: {} } as unknown as Dispatch;
  };
  const accepted = (reference: string): Promise<SendResult> => Promise.resolve({ kind: 'accepted', reference });

  type Cancelled = ConstructorParameters<typeof ActivityCancellationDetails>[0];
  /** As the worker runs it; `cancelled`: by whom, before it has begun. */
  const tried = (attempt: number, order: Dispatch, send: Channel['send'], cancelled?: Cancelled) => {
    const ending = new AbortController();
    if (cancelled !== undefined) ending.abort(new CancelledFailure('ended'));
    const details = cancelled === undefined ? {} : { details: new ActivityCancellationDetails(cancelled) };
    const info = { attempt, heartbeatDetails: undefined } as Context['info'];
    const [never, unused] = [new Promise<never>(() => undefined), undefined as never];
    const context = new Context(info, never, ending.signal, () => undefined, undefined, unused, unused, details);
    return asyncLocalStorage.run(context, () => dispatch(houseOf(send), order));
  };

  it('that is refused when a next one has begun takes nothing from it: a callback finds its attempt', async () => {
    const order = orderFor('c-silent');
    let refuse: (error: Error) => void = () => undefined;
    let silent: Promise<unknown> = Promise.resolve();
    await new Promise<void>((asked) => {
      silent = tried(1, order, () => {
        asked();
        return new Promise((_, reject) => (refuse = reject));
      });
    });
    const next = await tried(2, order, async () => {
      refuse(new ChannelBusyError('gateway', null));
      await expect(silent).rejects.toMatchObject({ type: 'channel_busy' });
      return accepted('g-1');
    });
    expect(next.result).toMatchObject({ kind: 'accepted', reference: 'g-1' });
    expect(await store.dispatches.byReference('gateway', 'g-1')).toMatchObject({
      customerId: 'c-silent',
      attempt: 't/1',
    });
  });

  it.each([
    { what: 'one that has not begun', customer: 'c-new', hasBegun: false },
    { what: 'one that was interrupted', customer: 'c-interrupted', hasBegun: true },
  ])('leave $what to another worker when theirs shuts down', async ({ customer, hasBegun }) => {
    const order = orderFor(customer);
    const { customerId, attempt } = order;
    if (hasBegun) {
      const row = { touch: 't', channel: 'push', provider: 'gateway', stops: [], at: attempt.at };
      await store.dispatches.begin({ ...row, customerId, attempt: attempt.id });
    }
    const unasked = () => Promise.reject(new Error('Nothing is to be sent here.'));
    await expect(tried(2, order, unasked, { workerShutdown: true })).rejects.toMatchObject({ type: 'WorkerShutsDown' });
    expect((await tried(3, order, () => accepted(customer))).result).toMatchObject({ kind: 'accepted' });
  });

  it('send nothing when they are called back', async () => {
    const unasked = () => Promise.reject(new Error('Nothing is to be sent here.'));
    const { result } = await tried(1, orderFor('c-back'), unasked, { cancelRequested: true });
    expect(result).toEqual({ kind: 'not sent', because: 'cancelled before it went out' });
  });
});
