import { describe, expect, it } from '@jest/globals';
import { aCustomer, simulate, stagesOf, touchesOf, type ScriptLine } from '#rehearsal';
import { repayment } from './repayment.journey.ts';

const shanghai = aCustomer('c-1', { zone: 'Asia/Shanghai' });
const bill = { billId: 'b-1', loanId: 'l-1' };
const on = (day: string, hour = 12): string => `2025-03-${day}T${String(hour).padStart(2, '0')}:00:00+08:00`;
const issued: ScriptLine = [on('01', 0), 'bill.issued', { ...bill, amount: 100, dueOn: '2025-03-11' }];
const paid = (day: string, amount: number, remaining: number): ScriptLine => [
  on(day),
  'repayment.received',
  { ...bill, amount, remaining },
];
const days = (hours: number) => `${String(hours)}h`;

const soon = `${days(7 * 24)} bill-soon push bill-soon`;
const today = `${days(10 * 24 + 10)} bill-today push bill-today`;
const first = `${days(11 * 24 + 10)} overdue-first push overdue-first`;
const call = `${days(14 * 24)} overdue-call call overdue-call`;
const plan = `${days(18 * 24)} overdue-plan wechat overdue-plan`;
const person = `${days(25 * 24)} overdue-person task overdue-person`;

function played(...script: ScriptLine[]) {
  return simulate(repayment, shanghai, script, { startsAt: on('01', 0) });
}

describe('repayment', () => {
  it.each<{ situation: string; script: ScriptLine[]; sent: string[] }>([
    { situation: 'paid at once', script: [paid('02', 100, 0)], sent: [] },
    { situation: 'paid after the reminder', script: [paid('09', 100, 0)], sent: [soon] },
    { situation: 'paid on the due day', script: [paid('11', 100, 0)], sent: [soon, today] },
    { situation: 'paid two days late', script: [paid('13', 100, 0)], sent: [soon, today, first] },
    { situation: 'never paid', script: [], sent: [soon, today, first, call, plan, person] },
    {
      situation: 'disputed from the second day overdue',
      script: [[on('13'), 'dispute.opened', { disputeId: 'd-1' }]],
      sent: [soon, today, first, person],
    },
    {
      situation: 'disputed, and the dispute closed',
      script: [
        [on('13'), 'dispute.opened', { disputeId: 'd-1' }],
        [on('17'), 'dispute.closed', { disputeId: 'd-1' }],
      ],
      sent: [soon, today, first, plan, person],
    },
    {
      situation: 'promised to pay on the second day overdue',
      script: [[on('13'), 'channel.outcome', { attempt: 'x/1', outcome: 'conversation', disposition: 'promised' }]],
      sent: [soon, today, first, plan],
    },
    {
      situation: 'the whole loan paid off instead',
      script: [[on('05'), 'loan.paid_off', { loanId: 'l-1' }]],
      sent: [],
    },
    {
      situation: 'another loan paid off',
      script: [[on('05'), 'loan.paid_off', { loanId: 'l-2' }], paid('09', 100, 0)],
      sent: [soon],
    },
    {
      situation: 'part-paid before the due date, the rest two days after the reminder',
      script: [paid('05', 40, 60), paid('10', 60, 0)],
      sent: [`${days(9 * 24)} rest-soon push rest-soon`],
    },
    {
      situation: 'part-paid late, the rest never',
      script: [paid('12', 40, 60)],
      sent: [
        soon,
        today,
        first,
        `${days(12 * 24 + 10)} rest-overdue push rest-overdue`,
        `${days(25 * 24 + 12)} rest-call call rest-call`,
      ],
    },
    {
      situation: 'a payment for another bill',
      script: [
        [on('02'), 'repayment.received', { billId: 'b-2', loanId: 'l-1', amount: 100, remaining: 0 }],
        paid('09', 100, 0),
      ],
      sent: [soon],
    },
  ])('$situation', ({ script, sent }) => {
    expect(touchesOf(played(issued, ...script))).toEqual(sent);
  });

  it('calls the debtor alone about the debt: collection begins after the due date, with the bill as its subject', () => {
    const touches = played(issued).happenings.flatMap((happening) =>
      happening.kind === 'touch.planned' ? [happening.touch] : [],
    );
    expect(touches.map(({ name, purpose, subject }) => `${name} ${purpose} ${subject ?? ''}`)).toEqual([
      'bill-soon transactional b-1',
      'bill-today transactional b-1',
      'overdue-first collection b-1',
      'overdue-call collection b-1',
      'overdue-plan collection b-1',
      'overdue-person collection b-1',
    ]);
  });

  it('a part is a step of the funnel, settled is the goal', () => {
    expect(stagesOf(played(issued, paid('05', 40, 60), paid('10', 60, 0)))).toEqual([
      '0m payment entered',
      '108h payment done',
      '108h rest entered',
      '228h rest done',
      '228h goal repayment.received',
    ]);
  });
});
