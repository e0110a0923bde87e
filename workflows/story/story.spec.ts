import { describe, expect, it } from '@jest/globals';
import { parseEvent, type StoredEvent } from '#events';
import { storyEvents, storyOf } from './index.ts';

const plan = { seed: 7, customers: 300, from: Date.UTC(2026, 0, 5), days: 180 };
const end = plan.from + plan.days * 86_400_000;
const story = storyEvents(plan);
const count = (type: string) => story.filter((event) => event.type === type).length;

describe('the story of 300 customers over half a year', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(storyEvents(plan)).toEqual(story);
    expect(storyEvents({ ...plan, seed: 8 })).not.toEqual(story);
  });

  it('tells of each customer alone what it tells of all together', () => {
    const first = storyOf(plan, 0);
    expect(story.filter((event) => event.customerId === first[0]?.customerId)).toEqual(first);
  });

  it('passes the door: every event is well-formed, in order, and unique', () => {
    const parsed = story.map((event) => parseEvent(event, { receivedAt: end }));
    expect(parsed.flatMap((answer) => (answer.ok ? [] : answer.faults))).toEqual([]);
    const events = parsed.flatMap((answer): StoredEvent[] => (answer.ok ? [answer.event] : []));
    expect(events.map((event) => event.occurredAt)).toEqual(
      events.map((event) => event.occurredAt).toSorted((a, b) => a - b),
    );
    expect(new Set(events.map((event) => `${event.source}/${event.id}`)).size).toBe(story.length);
    expect(new Set(events.map((event) => event.customerId)).size).toBe(plan.customers);
  });

  it.each([
    ['registration.started', 300],
    ['identity.verified', 200],
    ['identity.failed', 20],
    ['credit.approved', 100],
    ['credit.rejected', 20],
    ['limit.raised', 20],
    ['order.page_visited', 200],
    ['order.placed', 100],
    ['bill.issued', 200],
    ['repayment.received', 150],
    ['loan.paid_off', 30],
    ['customer.inactive', 10],
    ['contact.made', 40],
    ['consent.given', 150],
    ['consent.withdrawn', 3],
    ['complaint.opened', 5],
    ['message.received', 3],
    ['customer.flagged', 20],
  ])('holds %s at least %i times', (type, least) => {
    expect(count(type)).toBeGreaterThanOrEqual(least);
  });

  it('loses some customers at each step, but not most', () => {
    const steps = ['registration.started', 'registration.completed', 'identity.verified', 'credit.approved'].map(count);
    expect(steps).toEqual(steps.toSorted((a, b) => b - a));
    expect(count('credit.approved')).toBeGreaterThan(300 / 3);
  });
});
