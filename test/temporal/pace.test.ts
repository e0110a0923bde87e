import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Pace } from '#channels';
import type { PolicySet } from '#policy';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { accepted, delivered } from './provider.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');

/** One in progress at a time, until its callback. */
const oneAtATime: Pace = {
  limits: [
    { channel: null, starts: null, withinMs: null, atOnce: null },
    { channel: 'push', starts: null, withinMs: null, atOnce: 1 },
  ],
  leaseMs: 3_600_000,
  keptMs: 0,
};
const fiveASecond: Pace = {
  limits: [
    { channel: null, starts: null, withinMs: null, atOnce: null },
    { channel: 'sms', starts: 5, withinMs: 1_000, atOnce: null },
  ],
  leaseMs: 0,
  keptMs: 1_000,
};

/** A verdict is good for three minutes, three seconds by the wall. */
const policy: PolicySet = { name: 'short', rules: [], sendValidFor: '3m' };

describe('a dispatch on a channel that takes so many and no more', () => {
  let folder: string;
  let rig: Rig;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tendril-pace-'));
    const policyFile = join(folder, 'policy.json');
    await writeFile(policyFile, JSON.stringify(policy));
    const paces = { push: oneAtATime, sms: fiveASecond };
    rig = await Rig.open({ speed: 60, policyFile, paces });
    await rig.worker.start();
  }, 300_000);

  beforeEach(() => rig.provider.answers(({ channel }) => (channel === 'push' ? accepted : delivered)));

  afterAll(async () => {
    await rig.close();
    await rm(folder, { recursive: true });
  });

  const asks = (customerId: string, channel: string) =>
    rig.customers.hears(customerId, 'contact.requested', { purpose: 'service', channels: [channel] });
  const messagesTo = (customerId: string) => new Set(rig.provider.to(customerId).map(({ key }) => key)).size;
  const waiting = async () => (await rig.store.paces.counts()).find(({ channel }) => channel === 'push')?.waiting ?? 0;

  /** Takes the one place there is. */
  async function occupy(customerId: string): Promise<void> {
    await asks(customerId, 'push');
    await eventually(
      () => messagesTo(customerId),
      (messages) => messages === 1,
    );
  }

  async function outcomeOf(customerId: string): Promise<void> {
    const [first] = rig.provider.to(customerId);
    const attempt = first?.key.slice(customerId.length + 1) ?? '';
    await rig.customers.hears(customerId, 'channel.outcome', { attempt, outcome: 'conversation' });
  }

  it('waits for its turn, asks again when its verdict has run out meanwhile, and goes when another has ended', async () => {
    await occupy('c-talks');
    await asks('c-waits', 'push');
    const before = await rig.storyUntil('c-waits', 'attempt.not sent');
    expect(before.filter((line) => line.startsWith('verdict')).length).toBeGreaterThanOrEqual(1);
    await rig.storyUntil('c-waits', 'verdict', 2);
    expect(messagesTo('c-waits')).toBe(0);
    await outcomeOf('c-talks');
    await eventually(
      () => messagesTo('c-waits'),
      (messages) => messages === 1,
      { what: 'the one that waited' },
    );
    await outcomeOf('c-waits');
    expect(await rig.storyUntil('c-waits', 'touch.ended')).toContain('attempt.ended push conversation');
    expect(messagesTo('c-waits')).toBe(1);
  }, 120_000);

  it('does not go when a stop was pressed while it waited, and goes once when that is lifted', async () => {
    await occupy('c-talks-on');
    await asks('c-stopped', 'push');
    await eventually(waiting, (count) => count === 1, { what: 'a message that waits' });
    const stop = { level: 'provider', target: 'provider-of-push' } as const;
    await rig.store.stops.stop(stop, rig.clock.now());
    await outcomeOf('c-talks-on');
    await eventually(waiting, (count) => count === 0, { what: 'nobody to wait' });
    await rig.storyUntil('c-stopped', 'verdict', 2);
    expect(messagesTo('c-stopped')).toBe(0);
    await rig.store.stops.resume(stop, rig.clock.now());
    await rig.customers.looksAgain('c-stopped', { because: 'resumed' });
    await eventually(
      () => messagesTo('c-stopped'),
      (messages) => messages === 1,
      { what: 'the message after the resume' },
    );
    await outcomeOf('c-stopped');
    await rig.storyUntil('c-stopped', 'touch.ended');
  }, 120_000);

  it('is called off by an exit while it waits, and leaves the queue', async () => {
    await occupy('c-long');
    await rig.customers.visits('c-exits');
    await eventually(waiting, (count) => count === 1, { what: 'a nudge that waits' });
    await rig.customers.hears('c-exits', 'customer.left');
    expect(await rig.storyUntil('c-exits', 'touch.ended')).toContain('touch.ended order cancelled');
    expect(await waiting()).toBe(0);
    await outcomeOf('c-long');
    await rig.customers.isOver('c-exits');
    expect(messagesTo('c-exits')).toBe(0);
  }, 120_000);

  it('waits in no history: a touch that finds a place costs what it costs without a limit', async () => {
    const lengthOf = async (customerId: string, channel: string) => {
      await asks(customerId, channel);
      await rig.customers.isOver(customerId);
      return (await rig.customers.endedRuns(customerId))[0]?.events;
    };
    expect(await lengthOf('c-paced', 'sms')).toBe(await lengthOf('c-unpaced', 'email'));
  }, 120_000);

  it('loses none and doubles none of many that have to wait for their second', async () => {
    const customers = Array.from({ length: 20 }, (_, nth) => `c-many-${nth}`);
    await Promise.all(customers.map((customerId) => asks(customerId, 'sms')));
    const done = await Promise.all(customers.map((customerId) => rig.storyUntil(customerId, 'touch.ended')));
    expect(done.every((story) => story.includes('touch.ended sent'))).toBe(true);
    expect(customers.map(messagesTo)).toEqual(customers.map(() => 1));
  }, 120_000);
});
