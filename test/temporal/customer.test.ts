import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { offsetTable } from '#clock';
import { addDuration } from '#journey';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { accepted, delivered, refused } from './provider.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');
const { EventType } = temporal.api.enums.v1;
const DAY = 86_400_000;

describe('a customer on a real Temporal and PostgreSQL', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.open({ speed: 300 });
    await rig.worker.start();
  }, 300_000);

  beforeEach(() => rig.provider.answers(() => delivered));

  afterAll(() => rig.close());

  it('stalls, is touched once, and the outcome is recorded', async () => {
    await rig.customers.visits('c-stalls');
    const story = await rig.storyUntil('c-stalls', 'touch.ended');
    expect(story).toEqual([
      'run.started',
      'stage.entered order',
      'stall.fired order touch',
      'touch.planned order sent',
      'verdict push',
      'attempt.started push delivered',
      'attempt.ended push delivered',
      'touch.ended order sent',
    ]);
    expect(rig.provider.to('c-stalls')).toEqual([
      {
        key: 'c-stalls/nudge/o-1/1/order/nudge/1/1',
        customerId: 'c-stalls',
        channel: 'push',
        touch: 'nudge/o-1/1/order/nudge/1',
      },
    ]);
  });

  it('does what it waited for in time: nothing goes out, and the customer needs no process any more', async () => {
    await rig.customers.visits('c-orders');
    await rig.customers.hears('c-orders', 'order.placed', { orderId: 'o-1' });
    await rig.customers.isOver('c-orders');
    expect(rig.provider.to('c-orders')).toEqual([]);
    expect((await rig.store.snapshots.load('c-orders', 'another run'))?.generation).toBe(1);
  });

  it('falls back to the next channel when the first one fails', async () => {
    rig.provider.answers(({ channel }) => (channel === 'push' ? refused : delivered));
    await rig.customers.visits('c-falls-back');
    await rig.storyUntil('c-falls-back', 'touch.ended');
    expect(rig.provider.to('c-falls-back').map(({ channel }) => channel)).toEqual(['push', 'sms']);
  });

  it('hears the outcome by callback', async () => {
    rig.provider.answers(() => accepted);
    await rig.customers.visits('c-callback');
    await eventually(
      () => rig.customers.standing('c-callback'),
      ({ touches }) => touches[0]?.state === 'awaiting outcome',
    );
    const attempt = 'nudge/o-1/1/order/nudge/1/1';
    await rig.customers.hears('c-callback', 'channel.outcome', { attempt, outcome: 'delivered' });
    expect(await rig.storyUntil('c-callback', 'touch.ended')).toContain('attempt.ended push delivered');
  });

  it('leaves while the message is going out: what is out counts, and the run has ended', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    rig.provider.answers(() => held.then(() => delivered));
    await rig.customers.visits('c-leaves');
    await eventually(
      () => rig.provider.to('c-leaves').length,
      (requests) => requests === 1,
    );
    await rig.customers.hears('c-leaves', 'customer.left');
    await rig.storyUntil('c-leaves', 'run.ended');
    release();
    await rig.customers.isOver('c-leaves');
    const story = await rig.story('c-leaves');
    expect(story).toContain('attempt.ended push delivered');
    expect(rig.provider.to('c-leaves')).toHaveLength(1);
  });

  it('is not touched while everything is stopped, and once when that is resumed', async () => {
    await rig.store.stops.stop({ level: 'customer', target: 'c-stopped' }, rig.clock.now());
    await rig.customers.visits('c-stopped');
    await rig.storyUntil('c-stopped', 'verdict');
    expect(rig.provider.to('c-stopped')).toEqual([]);
    await rig.store.stops.resume({ level: 'customer', target: 'c-stopped' }, rig.clock.now());
    await rig.customers.looksAgain('c-stopped', { because: 'resumed' });
    await rig.storyUntil('c-stopped', 'touch.ended');
    expect(rig.provider.to('c-stopped')).toHaveLength(1);
  });

  it('says where it stands, and what is due next', async () => {
    await rig.customers.visits('c-stands');
    const standing = await eventually(
      () => rig.customers.standing('c-stands'),
      ({ runs }) => runs.length > 0,
    );
    expect(standing.runs).toMatchObject([{ journey: 'nudge', subject: 'o-1', stages: ['order'] }]);
    expect(standing.nextDue).toBe(standing.runs[0]?.nextDeadline);
  });

  it('hears two events of one instant in the order of the stages, however they lie in the signal', async () => {
    await rig.customers.visits('c-instant');
    const left = rig.customers.event('c-instant', 'customer.left');
    const order = {
      ...rig.customers.event('c-instant', 'order.placed', { orderId: 'o-1' }),
      occurredAt: left.occurredAt,
    };
    await rig.customers.send('c-instant', left, order);
    await rig.customers.isOver('c-instant');
    expect(await rig.story('c-instant')).toContain('run.ended goal');
  });

  it('counts an event once, however often it is sent, and across two lives', async () => {
    const visit = rig.customers.event('c-repeats', 'page.visited', { orderId: 'o-1' });
    const order = rig.customers.event('c-repeats', 'order.placed', { orderId: 'o-1' });
    await rig.customers.send('c-repeats', visit, visit);
    await rig.customers.send('c-repeats', visit, order);
    await rig.customers.isOver('c-repeats');
    await rig.customers.send('c-repeats', order, visit, order);
    await rig.customers.isOver('c-repeats');
    const story = await rig.story('c-repeats');
    expect(story.filter((line) => line === 'run.started')).toHaveLength(1);
    expect(story.filter((line) => line.startsWith('run.ended'))).toHaveLength(1);
  });

  it('is told that its clock was put forward, and does not wait for the timer that it had set before', async () => {
    await rig.customers.hears('c-forward', 'day.began', { day: 'd-1' });
    await rig.storyUntil('c-forward', 'stage.entered');
    await rig.customers.send('c-forward');
    await rig.keeper.forwardTo(rig.clock.now() + DAY - 10 * 60_000);
    await rig.customers.hearsOfTheClock('c-forward');
    await rig.storyUntil('c-forward', 'stall.fired');
  });

  it('counts days by the zone as it is then, also when something was armed for years', async () => {
    const zone = 'Europe/Berlin';
    await rig.customers.hears('c-years', 'customer.updated', { zones: [{ zone, from: 'explicit' }] });
    await rig.customers.hears('c-years', 'vigil.began');
    await rig.storyUntil('c-years', 'stage.entered');
    const began = rig.clock.now();
    const later = offsetTable(zone, began + 450 * DAY, began + 800 * DAY);
    const change = later.changes[1]?.[0] ?? 0;
    await rig.keeper.forwardTo(change - DAY / 2);
    await rig.customers.hears('c-years', 'day.began', { day: 'd-1' });
    const { runs } = await eventually(
      () => rig.customers.standing('c-years'),
      (standing) => standing.runs.length === 2,
    );
    const run = runs.find(({ journey }) => journey === 'almanac');
    const startedAt =
      (await rig.store.timeline.ofCustomer('c-years')).findLast(({ kind }) => kind === 'run.started')?.at ?? 0;
    expect(run?.nextDeadline).toBe(addDuration(startedAt, '1 day', later));
    expect(run?.nextDeadline).not.toBe(startedAt + DAY);
  });

  it.each([
    { customer: 'c-budget-now', by: 'at once', answer: delivered, budget: 20 },
    { customer: 'c-budget-later', by: 'by callback', answer: accepted, budget: 25 },
  ])('spends at most $budget events of history on a touch whose outcome comes $by', async (row) => {
    rig.provider.answers(() => row.answer);
    await rig.customers.visits(row.customer);
    await eventually(
      () => rig.provider.to(row.customer).length,
      (requests) => requests === 1,
    );
    if (row.answer === accepted) {
      await eventually(
        () => rig.customers.standing(row.customer),
        ({ touches }) => touches[0]?.state === 'awaiting outcome',
      );
      const attempt = 'nudge/o-1/1/order/nudge/1/1';
      await rig.customers.hears(row.customer, 'channel.outcome', { attempt, outcome: 'delivered' });
    }
    await rig.storyUntil(row.customer, 'touch.ended');
    await eventually(
      () => rig.customers.standing(row.customer),
      ({ unrecorded }) => unrecorded === 0,
    );
    const events = await rig.customers.history(row.customer);
    const kinds = events.map(({ eventType }) => String(EventType[eventType ?? 0]).replace('EVENT_TYPE_', ''));
    const cold = ['WORKFLOW_EXECUTION_STARTED', 'MARKER_RECORDED'].length;
    expect(kinds.length - cold).toBeLessThanOrEqual(row.budget);
  });
});
