import { describe, expect, it } from '@jest/globals';
import { customerIn, simulate, stagesOf, touchesOf, type ScriptLine } from '#rehearsal';
import { credit } from './credit.journey.ts';

const applicationId = 'a-1';
const began = (amount = 10_000): ScriptLine => ['0m', 'credit.started', { applicationId, amount }];
const submitted: ScriptLine = ['20m', 'credit.submitted', { applicationId }];
const approved = (limit = 10_000): ScriptLine => ['1h', 'credit.approved', { applicationId, limit }];
const raised: ScriptLine = ['24h', 'limit.raised', { applicationId, limit: 20_000 }];
const ordered = (when: string): ScriptLine => [when, 'order.placed', { orderId: 'o-1', productId: 'p-1', amount: 300 }];

describe('credit', () => {
  it.each<{ situation: string; script: ScriptLine[]; sent: string[] }>([
    {
      situation: 'applied, approved and used within a day',
      script: [began(), submitted, approved(), ordered('5h')],
      sent: [],
    },
    { situation: 'a small application left lying', script: [began()], sent: ['1h apply-nudge push apply-nudge'] },
    {
      situation: 'a large application left lying',
      script: [began(60_000)],
      sent: ['1h apply-nudge push apply-nudge', '24h apply-call call apply-call'],
    },
    {
      situation: 'the decision takes more than two days',
      script: [began(), submitted],
      sent: ['2900m decision-slow push decision-slow'],
    },
    {
      situation: 'approved, never used',
      script: [began(), submitted, approved()],
      sent: ['73h first-use push first-use-plain', '241h raise-limit push raise-limit'],
    },
    {
      situation: 'a large limit, never used',
      script: [began(), submitted, approved(80_000)],
      sent: [
        '73h first-use push first-use-plain',
        '241h raise-limit push raise-limit',
        '337h first-use-call call first-use-call',
      ],
    },
    {
      situation: 'the limit was raised, then nothing',
      script: [began(), submitted, approved(80_000), raised],
      sent: ['48h raised-limit-ready push raised-limit-ready'],
    },
    {
      situation: 'the limit was raised when its use had been spoken of',
      script: [began(), submitted, approved(), ['100h', 'limit.raised', { applicationId, limit: 20_000 }]],
      sent: ['73h first-use push first-use-plain', '124h raised-limit-ready push raised-limit-ready'],
    },
    {
      situation: 'rejected',
      script: [began(), submitted, ['1h', 'credit.rejected', { applicationId }]],
      sent: [],
    },
    { situation: 'withdrawn', script: [began(), ['30m', 'credit.withdrawn', { applicationId }]], sent: [] },
    {
      situation: 'another application was rejected',
      script: [began(), ['30m', 'credit.rejected', { applicationId: 'a-2' }]],
      sent: ['1h apply-nudge push apply-nudge'],
    },
  ])('$situation', ({ script, sent }) => {
    expect(touchesOf(simulate(credit, customerIn('plain'), script))).toEqual(sent);
  });

  it('gives an example to the arm that is to see one', () => {
    const log = simulate(credit, customerIn('example'), [began(), submitted, approved()], { until: '4 days' });
    expect(touchesOf(log)).toEqual(['73h first-use push first-use-example']);
  });

  it('needs no raised limit for its goal', () => {
    const log = simulate(credit, customerIn('plain'), [began(), submitted, approved(), ordered('5h')]);
    expect(stagesOf(log).at(-1)).toBe('5h goal order.placed');
  });
});
