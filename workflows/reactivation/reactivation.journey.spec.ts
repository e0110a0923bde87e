import { describe, expect, it } from '@jest/globals';
import { customerIn, simulate, stagesOf, stallsOf, touchesOf, type ScriptLine } from '#rehearsal';
import { reactivation } from './reactivation.journey.ts';

const silent = (when: string, days: number): ScriptLine => [when, 'customer.inactive', { days }];
const paidOff = (when: string): ScriptLine => [when, 'loan.paid_off', { loanId: 'l-1' }];

describe('reactivation', () => {
  it.each<{ situation: string; script: ScriptLine[]; sent: string[] }>([
    {
      situation: 'silent for 30 days',
      script: [silent('0m', 30)],
      sent: ['1h come-back push come-back-reminder'],
    },
    {
      situation: 'silent for 30, then for 90 days',
      script: [silent('0m', 30), silent('60 days', 90)],
      sent: [
        '1h come-back push come-back-reminder',
        '1441h long-silent wechat long-silent',
        '1776h long-silent-call call long-silent-call',
      ],
    },
    { situation: 'paid off', script: [paidOff('0m')], sent: ['72h paid-off-thanks push paid-off-thanks'] },
    {
      situation: 'paid off, then silent for 30 days: thanked once',
      script: [paidOff('0m'), silent('30 days', 30)],
      sent: ['72h paid-off-thanks push paid-off-thanks', '721h come-back push come-back-reminder'],
    },
    {
      situation: 'paid off and back the next day',
      script: [paidOff('0m'), ['24h', 'order.page_visited', { productId: 'p-1' }]],
      sent: [],
    },
    { situation: 'silent for a week only', script: [silent('0m', 7)], sent: [] },
  ])('$situation', ({ script, sent }) => {
    expect(touchesOf(simulate(reactivation, customerIn('reminder'), script))).toEqual(sent);
  });

  it('offers a voucher to the arm that is to get one', () => {
    expect(touchesOf(simulate(reactivation, customerIn('voucher'), [silent('0m', 30)]))).toEqual([
      '1h come-back push come-back-voucher',
    ]);
  });

  it('leaves the held-out alone', () => {
    const log = simulate(reactivation, customerIn('holdout'), [silent('0m', 30)]);
    expect(touchesOf(log)).toEqual([]);
    expect(stallsOf(log)).toContain('1h return/come-back holdout');
  });

  it('has reached its goal with an order, and begins again with the next silence', () => {
    const script = [silent('0m', 30), ['2 days', 'order.placed', { orderId: 'o-1' }], silent('90 days', 30)] as const;
    const log = simulate(reactivation, customerIn('reminder'), script, { until: '91 days' });
    expect(stagesOf(log)).toContain('48h goal order.placed');
    expect(touchesOf(log)).toHaveLength(2);
  });
});
