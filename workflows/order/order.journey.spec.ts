import { describe, expect, it } from '@jest/globals';
import { customerIn, simulate, stagesOf, stallsOf, touchesOf, type ScriptLine } from '#rehearsal';
import { order } from './order.journey.ts';

const visited = (when: string, amount = 900): ScriptLine => [when, 'order.page_visited', { productId: 'p-1', amount }];
const placed = (when: string, productId = 'p-1'): ScriptLine => [
  when,
  'order.placed',
  { orderId: 'o-1', productId, amount: 900 },
];
const nudged = '30m order-nudge in-app order-plain';

describe('order', () => {
  it.each<{ situation: string; script: ScriptLine[]; sent: string[] }>([
    { situation: 'ordered within half an hour', script: [visited('0m'), placed('20m')], sent: [] },
    { situation: 'ordered at the thirtieth minute', script: [visited('0m'), placed('30m')], sent: [] },
    { situation: 'ordered a minute too late', script: [visited('0m'), placed('31m')], sent: [nudged] },
    {
      situation: 'never ordered',
      script: [visited('0m')],
      sent: [nudged, '24h order-reminder wechat order-evening'],
    },
    {
      situation: 'looked again in the evening: one nudge, the reminder a day after the last look',
      script: [visited('0m'), visited('10h')],
      sent: [nudged, '34h order-reminder wechat order-evening'],
    },
    {
      situation: 'a large order, never placed',
      script: [visited('0m', 8_000)],
      sent: [nudged, '24h order-reminder wechat order-evening', '48h order-call call order-call'],
    },
    {
      situation: 'ordered something else',
      script: [visited('0m'), placed('20m', 'p-2')],
      sent: [nudged, '24h order-reminder wechat order-evening'],
    },
    {
      situation: 'a complaint is open',
      script: [visited('0m'), ['10m', 'complaint.opened', { complaintId: 'x-1' }]],
      sent: [],
    },
    {
      situation: 'a complaint was closed before the reminder',
      script: [
        visited('0m'),
        ['10m', 'complaint.opened', { complaintId: 'x-1' }],
        ['5h', 'complaint.closed', { complaintId: 'x-1' }],
      ],
      sent: ['24h order-reminder wechat order-evening'],
    },
  ])('$situation', ({ script, sent }) => {
    expect(touchesOf(simulate(order, customerIn('plain'), script))).toEqual(sent);
  });

  it('shows instalments to the arm that is to see them', () => {
    expect(touchesOf(simulate(order, customerIn('instalments'), [visited('0m')], { until: '1h' }))).toEqual([
      '30m order-nudge in-app order-instalments',
    ]);
  });

  it('never touches who is held out, and counts the stall all the same', () => {
    const log = simulate(order, customerIn('holdout'), [visited('0m')]);
    expect(touchesOf(log)).toEqual([]);
    expect(stallsOf(log)).toContain('30m decide/order-nudge holdout');
  });

  it('begins anew with a look after the end, not with one before it', () => {
    const log = simulate(order, customerIn('plain'), [visited('0m'), placed('20m'), visited('30 days')], {
      until: '31 days',
    });
    expect(stagesOf(log).filter((line) => line.endsWith('decide entered'))).toEqual([
      '0m decide entered',
      '720h decide entered',
    ]);
  });
});
