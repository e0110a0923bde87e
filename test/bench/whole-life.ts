export interface LifeEvent {
  /** Hours of business time since the life began. */
  readonly hour: number;
  readonly type: string;
  readonly properties: { readonly [name: string]: unknown };
}

/**
 * Twenty-five days with a stall in every journey: registers late, applies late, uses the limit late, pays a part late, comes
 * back. No two things happen within four hours, so that a clock that runs fast does not blur their order.
 */
export function wholeLife(begins: number): readonly LifeEvent[] {
  const [applicationId, loanId, billId, productId] = ['a-1', 'l-1', 'b-1', 'p-1'];
  const bill = { billId, loanId };
  const dueOn = new Date(begins + 17 * 86_400_000).toISOString().slice(0, 10);
  const due = (Date.parse(`${dueOn}T00:00:00Z`) - begins) / 3_600_000;
  return [
    { hour: 0, type: 'customer.updated', properties: { zones: [{ zone: 'UTC', from: 'explicit' }], language: 'en' } },
    { hour: 4, type: 'registration.started', properties: { origin: 'shop' } },
    { hour: 9, type: 'registration.completed', properties: {} },
    { hour: 14, type: 'identity.verified', properties: { method: 'document' } },
    { hour: 24, type: 'credit.started', properties: { applicationId, amount: 8_000 } },
    { hour: 30, type: 'credit.submitted', properties: { applicationId, amount: 8_000 } },
    { hour: 36, type: 'credit.approved', properties: { applicationId, limit: 8_000 } },
    { hour: 130, type: 'limit.raised', properties: { applicationId, limit: 12_000, previous: 8_000 } },
    { hour: 160, type: 'order.page_visited', properties: { productId, amount: 900 } },
    { hour: 170, type: 'order.placed', properties: { orderId: 'o-1', productId, amount: 900, loanId } },
    { hour: 176, type: 'bill.issued', properties: { ...bill, amount: 900, dueOn } },
    { hour: due + 39, type: 'repayment.received', properties: { ...bill, amount: 400, remaining: 500 } },
    { hour: due + 65, type: 'repayment.received', properties: { ...bill, amount: 500, remaining: 0 } },
    { hour: due + 70, type: 'loan.paid_off', properties: { loanId } },
    { hour: due + 150, type: 'customer.inactive', properties: { days: 30 } },
    { hour: due + 160, type: 'order.page_visited', properties: { productId: 'p-2', amount: 900 } },
    { hour: due + 170, type: 'order.placed', properties: { orderId: 'o-2', productId: 'p-2', amount: 900, loanId } },
  ];
}
