import { describe, expect, it } from '@jest/globals';
import { aCustomer, DAY } from './customer.builder.ts';

const YEAR = 365;

/** A contact by somebody else every day, a loan a week, a complaint a month, a callback a quarter. */
function aLife(years: number, { tellsHorizon }: { readonly tellsHorizon: boolean }) {
  const customer = aCustomer();
  for (let day = 0; day < years * YEAR; day += 1) {
    const at = day * DAY;
    if (tellsHorizon && day % 7 === 0) customer.takes({ kind: 'loaded', at, horizon: at - 60 * DAY });
    customer.hears(at, 'contact.made', { purpose: 'service', channel: 'call', outcome: 'no_answer', by: 'branch' });
    const loanId = `L${day % 1_000}`;
    if (day % 7 === 0) customer.hears(at, 'loan.asked', { loanId }).hears(at + 1, 'loan.paid', { loanId });
    if (day % 30 === 0) customer.hears(at, 'complaint.opened', { complaintId: 'c' });
    if (day % 30 === 9) customer.hears(at, 'complaint.closed', { complaintId: 'c' });
    const until = new Date(at + DAY).toISOString();
    if (day % 90 === 0) customer.hears(at, 'callback.requested', { to: until });
  }
  return JSON.stringify(customer.state).length;
}

describe('memory over the years', () => {
  it('does not grow once the horizon is told, though no verdict is ever asked', () => {
    const [young, old] = [aLife(4, { tellsHorizon: true }), aLife(12, { tellsHorizon: true })];
    expect(old / young).toBeLessThan(1.05);
  });

  it('would grow without it, so that the row above can fail', () => {
    const [young, old] = [aLife(4, { tellsHorizon: false }), aLife(12, { tellsHorizon: false })];
    expect(old / young).toBeGreaterThan(2);
  });
});
