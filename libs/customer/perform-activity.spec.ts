import { describe, expect, it } from '@jest/globals';
import { pendingAsk } from './ask.ts';
import { ACTIVITY, aCustomer, HOUR } from './customer.builder.ts';
import type { CustomerBuilder } from './customer.builder.ts';
import { isIdle } from './due.ts';

const waiting = (): CustomerBuilder =>
  aCustomer().hears(0, 'limit.asked', { limitId: 'M1', amount: 500 }).reaches(HOUR);
const left = (): CustomerBuilder => waiting().hears(2 * HOUR, 'customer.left');
const done = { kind: 'done', detail: null } as const;
const notBegun = { kind: 'not begun' } as const;

const orders = ({ effects }: CustomerBuilder) =>
  effects.flatMap((effect) => (effect.kind === 'perform' ? [effect.order] : []));
const calledBack = ({ effects }: CustomerBuilder) =>
  effects.flatMap((effect) => (effect.kind === 'cancel activity' ? [effect.activity] : []));

describe('the life of an activity', () => {
  it.each([
    {
      situation: 'is done',
      customer: () => waiting().activityEnds(done),
      story: ['planned refresh-limit', 'ended done'],
    },
    {
      situation: 'fails',
      customer: () => waiting().activityEnds({ kind: 'failed', detail: 'No such limit.' }),
      story: ['planned refresh-limit', 'ended failed'],
    },
    {
      situation: 'never says how it ended',
      customer: () => waiting().activityEnds({ kind: 'unknown', detail: 'It is not known.' }),
      story: ['planned refresh-limit', 'ended unknown'],
    },
    {
      situation: 'is off before it began',
      customer: () => left().activityEnds(notBegun),
      story: ['planned refresh-limit', 'cancelled: run ended by customer.left', 'ended cancelled'],
    },
    {
      situation: 'is off when it had begun, and is done all the same',
      customer: () => left().activityEnds(done),
      story: ['planned refresh-limit', 'cancelled: run ended by customer.left', 'ended done'],
    },
  ])('$situation', ({ customer, story }) => {
    const after = customer();
    expect(after.story()).toEqual(story);
    expect(isIdle(after.state) || after.state.journeys.runs.length > 0).toBe(true);
    expect(after.state.activities).toBeUndefined();
  });

  it('begins with its stall, with the facts of its run, and asks no policy', () => {
    const customer = waiting();
    expect(orders(customer)).toEqual([
      {
        customerId: 'c1',
        activity: expect.objectContaining({ id: ACTIVITY, name: 'refresh-limit', subject: 'M1', plannedAt: HOUR }),
        variables: { limitId: 'M1', amount: 500 },
      },
    ]);
    expect(pendingAsk(customer.state)).toBeNull();
    expect(customer.state.touches).toEqual([]);
  });

  it('is called back once, by its id', () => {
    expect(calledBack(left().hears(3 * HOUR, 'customer.left'))).toEqual([ACTIVITY]);
  });

  it('keeps the customer busy until it has ended', () => {
    expect(isIdle(left().state)).toBe(false);
    expect(isIdle(left().activityEnds(notBegun).state)).toBe(true);
  });

  it('begins anew under the same id when nobody took it in time', () => {
    const customer = waiting().activityEnds(notBegun);
    expect(orders(customer).map(({ activity }) => activity.id)).toEqual([ACTIVITY, ACTIVITY]);
    expect(customer.story()).toEqual(['planned refresh-limit']);
  });

  it('an end that is told twice says nothing new', () => {
    const customer = waiting().activityEnds(done);
    const { state } = customer;
    expect(customer.activityEnds(done).story()).toEqual(['planned refresh-limit', 'ended done']);
    expect(customer.state).toEqual(state);
  });

  it('leaves nothing behind: the state is as it was before there were activities', () => {
    const without = aCustomer().hears(0, 'limit.asked', { limitId: 'M1' });
    expect(Object.keys(waiting().activityEnds(done).state)).toEqual(Object.keys(without.state));
    expect(without.state).not.toHaveProperty('activities');
  });
});
