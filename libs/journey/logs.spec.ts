import { describe, expect, it } from '@jest/globals';
import type { Duration } from './duration.ts';
import type { OffsetTable } from './offset-table.ts';
import { VirtualCustomer } from './virtual-customer.builder.ts';
import type { EventLine } from './virtual-customer.builder.ts';
import { vocabulary } from './vocabulary.ts';

/** The journeys of the two public logs, on event lists made by hand: what must hold there, seen one case at a time. */
interface Case {
  case: string;
}

const clock: OffsetTable = {
  zone: 'Europe/Rome',
  changes: [
    [Date.parse('2011-03-27T01:00:00Z'), 120],
    [Date.parse('2011-10-30T01:00:00Z'), 60],
  ],
};

describe('the loan applications', () => {
  type Activity =
    | `A_${'SUBMITTED' | 'PREACCEPTED' | 'ACCEPTED' | 'APPROVED' | 'ACTIVATED' | 'DECLINED' | 'CANCELLED'}`
    | `O_${'SENT' | 'SENT_BACK' | 'CANCELLED' | 'DECLINED'}`;
  const bank = vocabulary<{ [A in Activity]: Case }>()(() => ({ guards: {}, templates: [], channels: [] }));
  const loan = (resolved: boolean) =>
    bank.journey({
      id: 'loan',
      version: 1,
      title: 'Loan application',
      owner: 'lending',
      startsOn: 'A_SUBMITTED',
      key: 'case',
      goal: { on: 'A_ACTIVATED' },
      exitsOn: ['A_DECLINED', 'A_CANCELLED'],
      stages: [
        { name: 'pre-accepted', doneOn: 'A_PREACCEPTED' },
        { name: 'accepted', doneOn: 'A_ACCEPTED' },
        { name: 'offer sent', doneOn: 'O_SENT' },
        {
          name: 'sent back',
          doneOn: 'O_SENT_BACK',
          reentersOn: 'O_SENT',
          stalls: [
            resolved
              ? { name: 'silent', after: '168h', counts: 'first entry', resolvedOn: ['O_CANCELLED', 'O_DECLINED'] }
              : { name: 'silent', after: '168h', counts: 'first entry' },
          ],
        },
        { name: 'approved', doneOn: 'A_APPROVED' },
        { name: 'activated', doneOn: 'A_ACTIVATED' },
      ],
    });
  const row = (at: string, type: Activity): EventLine => [at, type, { case: '1' }];
  const toOffer = [row('0h', 'A_SUBMITTED'), row('1h', 'A_PREACCEPTED'), row('2h', 'A_ACCEPTED'), row('3h', 'O_SENT')];

  it.each<{ situation: string; rows: EventLine[]; fires: boolean; whenResolved: boolean }>([
    { situation: 'nothing for 168 hours', rows: [], fires: true, whenResolved: true },
    { situation: 'sent back exactly then', rows: [row('171h', 'O_SENT_BACK')], fires: false, whenResolved: false },
    { situation: 'a new offer meanwhile', rows: [row('100h', 'O_SENT')], fires: true, whenResolved: true },
    {
      situation: 'the offer cancelled',
      rows: [row('100h', 'O_CANCELLED'), row('101h', 'O_SENT')],
      fires: true,
      whenResolved: false,
    },
    {
      situation: 'the offer cancelled for a new one at one instant',
      rows: [row('100h', 'O_SENT'), row('100h', 'O_CANCELLED')],
      fires: true,
      whenResolved: false,
    },
    { situation: 'the application declined', rows: [row('100h', 'A_DECLINED')], fires: false, whenResolved: false },
    { situation: 'declined too late', rows: [row('172h', 'A_DECLINED')], fires: true, whenResolved: true },
  ])('$situation: fires $fires, and $whenResolved when an offer’s end resolves it', ({ rows, fires, whenResolved }) => {
    const fired = [false, true].map((resolved) => {
      const story = new VirtualCustomer([loan(resolved)], Date.parse('2011-10-25T00:00:00Z'), clock);
      return story
        .hears(...toOffer, ...rows)
        .reaches('999h')
        .log.includes('171h fired silent: no touch');
    });
    expect(fired).toEqual([fires, whenResolved]);
  });

  it('an offer cancelled before the first was sent resolves nothing', () => {
    const story = new VirtualCustomer([loan(true)], 0, clock)
      .hears(row('1h', 'O_CANCELLED'), ...toOffer)
      .reaches('200h');
    expect(story.log).toContain('171h fired silent: no touch');
  });

  it('a case whose due instant lies after the end of the log does not fire', () => {
    const story = new VirtualCustomer([loan(false)], 0, clock).hears(...toOffer).reaches('170h');
    expect(story.log.filter((line) => line.includes(' fired '))).toEqual([]);
    expect(story.reaches('171h').log).toContain('171h fired silent: no touch');
  });

  it('an activation written before the approval of the same instant counts both, and what follows nothing', () => {
    const story = new VirtualCustomer([loan(false)], 0, clock).hears(
      ...toOffer,
      row('50h', 'O_SENT_BACK'),
      row('60h', 'A_ACTIVATED'),
      row('60h', 'A_APPROVED'),
      row('70h', 'O_SENT_BACK'),
    );
    expect(story.log.slice(-4)).toEqual([
      '60h done approved',
      '60h entered activated',
      '60h done activated',
      '60h ended loan/1/1: goal, converted',
    ]);
  });
});

describe('the dunning of road fines', () => {
  const appeals = [
    'Insert Date Appeal to Prefecture',
    'Send Appeal to Prefecture',
    'Receive Result Appeal from Prefecture',
    'Notify Result Appeal to Offender',
    'Appeal to Judge',
  ] as const;
  type Activity = 'Insert Fine Notification' | 'Payment' | (typeof appeals)[number];
  const city = vocabulary<{ [A in Activity]: Case }>()(() => ({ guards: {}, templates: [], channels: [] }));
  const dunning = (after: Duration) =>
    city.journey({
      id: 'dunning',
      version: 1,
      title: 'Dunning',
      owner: 'collection',
      startsOn: 'Insert Fine Notification',
      key: 'case',
      stages: [{ name: 'settled', doneOn: ['Payment', ...appeals], stalls: [{ name: 'dun', after }] }],
    });
  const midnight = (day: string, offset: string): string => `${day}T00:00:00${offset}`;
  const notified: EventLine = [midnight('2011-09-10', '+02:00'), 'Insert Fine Notification', { case: '1' }];

  it.each<{ situation: string; rows: EventLine[]; days: boolean; hours: boolean }>([
    { situation: 'nothing', rows: [], days: true, hours: true },
    {
      situation: 'paid on day 60, across a clock change',
      rows: [[midnight('2011-11-09', '+01:00'), 'Payment', { case: '1' }]],
      days: false,
      hours: true,
    },
    {
      situation: 'paid on day 61',
      rows: [[midnight('2011-11-10', '+01:00'), 'Payment', { case: '1' }]],
      days: true,
      hours: true,
    },
    {
      situation: 'paid before the notification',
      rows: [[midnight('2011-09-09', '+02:00'), 'Payment', { case: '1' }]],
      days: true,
      hours: true,
    },
    {
      situation: 'paid on the day of the notification',
      rows: [[midnight('2011-09-10', '+02:00'), 'Payment', { case: '1' }]],
      days: false,
      hours: false,
    },
    {
      situation: 'appealed in time',
      rows: [[midnight('2011-10-01', '+02:00'), 'Appeal to Judge', { case: '1' }]],
      days: false,
      hours: false,
    },
    {
      situation: 'notified a second time: the first counts',
      rows: [[midnight('2011-10-20', '+02:00'), 'Insert Fine Notification', { case: '1' }]],
      days: true,
      hours: true,
    },
  ])('$situation: fires after 60 days $days, after 1440 hours $hours', ({ rows, days, hours }) => {
    const fired = (['60 days', '1440h'] as const).map((after) => {
      const story = new VirtualCustomer([dunning(after)], Date.parse('2011-09-01T00:00:00Z'), clock);
      story.hears(notified, ...rows).reaches('2012-06-01T00:00:00Z');
      return story.happenings.filter(({ kind }) => kind === 'stall.fired').length === 1;
    });
    expect(fired).toEqual([days, hours]);
  });
});
