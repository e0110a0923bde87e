import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { openStore, type StopTarget, type Store } from './index.ts';

const { describe } = await servers('postgres');

const everything: StopTarget = { level: 'everything', target: '*' };
const channel = (target: string): StopTarget => ({ level: 'channel', target });

describe('permissions to send, and stops', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
  });
  afterAll(() => store.close());

  const begin = (attempt: string, stops: readonly StopTarget[] = [everything, channel('sms')]) =>
    store.dispatches.begin({ customerId: 'c', attempt, touch: 't', channel: 'sms', provider: 'p', stops, at: 1_000 });
  const end = (attempt: string, result: string, reference: string | null = null) =>
    store.dispatches.end({ customerId: 'c', attempt, result, reference, at: 2_000 });

  it('the first begins; the second learns that nobody knows how that one ended', async () => {
    expect(await begin('a')).toEqual({ kind: 'first' });
    expect(await begin('a')).toEqual({ kind: 'again', result: null });
    expect((await store.dispatches.unfinished()).map(({ attempt }) => attempt)).toContain('a');
  });

  it('once ended, a second is told how; the first end holds', async () => {
    await begin('b');
    await end('b', 'sent');
    await end('b', 'other');
    expect(await begin('b')).toEqual({ kind: 'again', result: 'sent' });
  });

  it('of many at once exactly one is the first', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => begin('many')));
    expect(all.filter(({ kind }) => kind === 'first')).toHaveLength(1);
  });

  it('a permission that was taken back may be had again, an ended one may not', async () => {
    await begin('back');
    expect(await store.dispatches.release('c', 'back')).toBe(true);
    expect(await begin('back')).toEqual({ kind: 'first' });
    await end('back', 'sent');
    expect(await store.dispatches.release('c', 'back')).toBe(false);
    expect(await begin('back')).toEqual({ kind: 'again', result: 'sent' });
  });

  it('a permission that a later try has found is not taken back by an earlier one', async () => {
    await begin('found');
    await begin('found');
    expect(await store.dispatches.release('c', 'found')).toBe(false);
    await end('found', 'accepted', 'x-78');
    expect(await store.dispatches.byReference('p', 'x-78')).toMatchObject({ attempt: 'found' });
  });

  it('a callback finds its attempt by the reference of the provider', async () => {
    await begin('ref');
    await end('ref', 'accepted', 'x-77');
    expect(await store.dispatches.byReference('p', 'x-77')).toMatchObject({
      customerId: 'c',
      attempt: 'ref',
      touch: 't',
    });
    expect(await store.dispatches.byReference('other', 'x-77')).toBeNull();
  });

  it('a stop that concerns it refuses it, until it is lifted; one begun before is not refused', async () => {
    await begin('before');
    const stop = await store.stops.stop(channel('sms'), 5_000, 'complaints');
    expect(await store.stops.stop(channel('sms'), 6_000)).toEqual(stop);
    expect(await begin('held')).toEqual({ kind: 'stopped', stop });
    expect(await begin('held', [everything, channel('push')])).toEqual({ kind: 'first' });
    expect(await begin('before')).toEqual({ kind: 'again', result: null });
    expect(await store.stops.inForce([everything, channel('sms')])).toEqual([stop]);
    const lifted = { stop: { ...stop, liftedAt: 7_000 }, wasLifted: false };
    expect(await store.stops.resume(channel('sms'), 7_000)).toMatchObject(lifted);
    expect(await store.stops.resume(channel('sms'), 8_000)).toMatchObject({ ...lifted, wasLifted: true });
    expect(await store.stops.resume(channel('fax'), 8_000)).toBeNull();
    expect(await store.stops.list()).toEqual([]);
    expect(await store.stops.list({ lifted: true })).toHaveLength(1);
    expect(await begin('released')).toEqual({ kind: 'first' });
  });

  it('no dispatch begins after a stop has returned, in the middle of many that try', async () => {
    let returned = false;
    const afterwards: string[] = [];
    const tries = Array.from({ length: 8 }, async (_, lane) => {
      for (let turn = 0; turn < 60; turn++) {
        const asked = returned;
        const { kind } = await begin(`rush-${lane}-${turn}`);
        if (asked) afterwards.push(kind);
      }
    });
    await begin('one before');
    await store.stops.stop(everything, 9_000);
    returned = true;
    await Promise.all(tries);
    expect(new Set(afterwards)).toEqual(new Set(['stopped']));
    await store.stops.resume(everything, 9_001);
  });
});
