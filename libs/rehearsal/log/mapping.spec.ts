import { describe, expect, it } from '@jest/globals';
import { customerFlags } from '#policy';
import { parseMapping, UnusableMapping } from './mapping.ts';

const good = {
  timeZone: 'Europe/Amsterdam',
  columns: { customer: 'case', activity: 'what', timestamp: 'when', subject: { loanId: 'case' } },
  activities: {
    Paid: 'repayment.received',
    Called: { request: { channel: 'call', purpose: 'service', debt: 'loanId' } },
  },
};

function faultsOf(json: unknown): readonly string[] {
  try {
    parseMapping(json, 'm.json');
  } catch (error) {
    if (error instanceof UnusableMapping) return error.faults;
    throw error;
  }
  return [];
}

describe('parseMapping', () => {
  it('takes a mapping that says enough', () => {
    expect(parseMapping(good, 'm.json').columns.customer).toBe('case');
  });

  it('tells all faults at once, each with its place', () => {
    const faults = faultsOf({ ...good, timeZone: 'Mars/Base', columns: { customer: 'case', timestamp: 3 }, extra: 1 });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(
      expect.arrayContaining(['timeZone', 'columns.timestamp', 'columns.activity', '(the whole)']),
    );
  });

  it.each([
    { situation: 'no activity', change: { activities: {} }, place: 'activities' },
    { situation: 'a meaning of no kind', change: { activities: { Paid: { becomes: 'x' } } }, place: 'activities.Paid' },
    {
      situation: 'a property without a column',
      change: { activities: { Paid: { event: 'x', properties: ['sum'] } } },
      place: 'activities.Paid',
    },
    { situation: 'an end without an offset', change: { until: '2012-03-15T00:00:00' }, place: 'until' },
  ])('$situation is a fault', ({ change, place }) => {
    expect(faultsOf({ ...good, ...change }).join('\n')).toContain(`${place}: `);
  });

  it.each([
    {
      situation: 'that a row raises',
      change: { activities: { Fraud: { flag: 'fraud' } } },
      place: 'activities.Fraud.flag',
    },
    {
      situation: 'that a row lowers',
      change: { activities: { Ok: { unflag: 'fraud' } } },
      place: 'activities.Ok.unflag',
    },
    {
      situation: 'among what a row means',
      change: { activities: { Sent: ['repayment.received', { flag: 'fraud' }] } },
      place: 'activities.Sent.1.flag',
    },
    { situation: 'up from the beginning', change: { flags: ['overdue', 'fraud'] }, place: 'flags.1' },
  ])(
    'a flag $situation which the live door would refuse is refused, and those there are are named',
    ({ change, place }) => {
      expect(faultsOf({ ...good, ...change })).toEqual([
        expect.stringMatching(
          `^${place}: "fraud" is no flag that a customer can have. There are fraud-check, vulnerable, `,
        ),
      ]);
    },
  );

  it.each(customerFlags)('the flag %s is taken', (flag) => {
    const activities = { Raised: { flag }, Lowered: [{ unflag: flag }] };
    expect(parseMapping({ ...good, activities, flags: [flag] }, 'm.json').flags).toEqual([flag]);
  });
});
