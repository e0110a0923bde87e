import { describe, expect, it } from '@jest/globals';
import { board, summary, type Standing } from './board.ts';

const now = Date.parse('2026-12-01T19:16:00Z');
const standing: Standing = {
  now,
  clock: { running: true, speed: 1_440 },
  pulse: {
    events: 1_420,
    customers: 77,
    openRuns: 41,
    verdicts: { drop: 6, send: 33, hold: 0 },
    outcomes: { delivered: 24, no_answer: 2 },
    newest: [
      {
        at: now - 600_000,
        customerId: 'c-1',
        journey: 'onboarding',
        touch: 'register-nudge',
        channel: 'push',
        what: 'delivered',
        because: [],
      },
      {
        at: now - 60_000,
        customerId: 'c-long',
        journey: null,
        touch: 'offer',
        channel: null,
        what: 'hold',
        because: ['conservative.quiet-hours'],
      },
    ],
  },
  story: { told: 11, of: 100, customers: 300, trouble: null },
  stops: [],
  down: [],
};

describe('the board', () => {
  it('tells the time, the figures and the newest contacts, in columns', () => {
    expect(board(standing)).toBe(
      [
        '2026-12-01 19:16 UTC   a day a minute   story 11 %',
        'events 1,420   customers 77   on the way 41',
        'verdicts: send 33, drop 6   outcomes: delivered 24, no answer 2',
        '',
        '19:06  c-1     onboarding  register-nudge  push delivered',
        '19:15  c-long  asked for   offer           hold: conservative.quiet-hours',
      ].join('\n'),
    );
  });

  it('fits into 80 columns', () => {
    expect(
      board(standing)
        .split('\n')
        .every((line) => line.length < 80),
    ).toBe(true);
  });

  it.each<{ situation: string; more: Partial<Standing>; says: RegExp }>([
    { situation: 'something is stopped', more: { stops: ['everything'] }, says: /^Stopped: everything\.$/m },
    {
      situation: 'much is stopped',
      more: { stops: ['channel "sms"', 'journey "order"', 'customer "c-1"', 'customer "c-2"', 'customer "c-3"'] },
      says: /^Stopped: channel "sms", journey "order", customer "c-1" and 2 more\.$/m,
    },
    { situation: 'a part is down', more: { down: ['worker', 'Temporal'] }, says: /^Not up: worker, Temporal\.$/m },
    { situation: 'the database is away', more: { pulse: null }, says: /^The database does not answer\.$/m },
    {
      situation: 'the clock is stopped',
      more: { clock: { running: false, speed: 60 } },
      says: /the clock stands still/,
    },
    { situation: 'an odd speed', more: { clock: { running: true, speed: 10 } }, says: /10 times as fast as life/ },
    {
      situation: 'the door is shut',
      more: { story: { told: 0, of: 0, customers: 300, trouble: 'the door answered 503' } },
      says: /^The story waits: the door answered 503\.$/m,
    },
  ])('says so when $situation', ({ more, says }) => {
    expect(board({ ...standing, ...more })).toMatch(says);
  });

  it('is one line in a log', () => {
    expect(summary(standing)).toBe(
      '2026-12-01 19:16 UTC   a day a minute   story 11 %  |  events 1,420   customers 77   on the way 41  |  ' +
        'verdicts: send 33, drop 6   outcomes: delivered 24, no answer 2',
    );
  });
});
