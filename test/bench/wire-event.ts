/** An event as it comes over the wire. */
export interface WireEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customerId: string;
  readonly occurredAt: string;
  readonly properties: { readonly [name: string]: unknown };
}

/** What a customer's first twenty events are. Those at 1, 5 and 20 start a run, so who has recorded it has recorded all. */
const beginning = [
  ['registration.started', {}],
  ['registration.completed', {}],
  ['identity.started', {}],
  ['identity.verified', {}],
  ['credit.started', { applicationId: 'a-1', amount: 20_000 }],
  ['credit.submitted', { applicationId: 'a-1', amount: 20_000 }],
  ['credit.approved', { applicationId: 'a-1', limit: 20_000 }],
  ...purchase(1),
  ...purchase(2),
  ...purchase(3),
  ['order.page_visited', { productId: 'p-4', amount: 300 }],
] as const satisfies readonly (readonly [string, { readonly [name: string]: unknown }])[];

const runsBy: { readonly [events: number]: number } = { 1: 1, 5: 2, 20: 9 };

export type BatchSize = 1 | 5 | 20;

/** Runs that so many first events start. */
export function runsOf(size: BatchSize): number {
  return runsBy[size] ?? 0;
}

/** A customer's first events, a second apart, the last one just now. */
export function firstEvents(customerId: string, size: BatchSize, now: number): readonly WireEvent[] {
  return beginning.slice(0, size).map(([type, properties], nth) => ({
    id: `${customerId}-${nth}`,
    source: 'bench',
    type,
    customerId,
    occurredAt: new Date(now - (size - nth) * 1_000).toISOString(),
    properties,
  }));
}

function purchase(nth: number) {
  const [productId, loanId, billId] = [`p-${nth}`, `l-${nth}`, `b-${nth}`];
  const amount = 300;
  return [
    ['order.page_visited', { productId, amount }],
    ['order.placed', { orderId: `o-${nth}`, productId, amount, loanId }],
    ['bill.issued', { billId, loanId, amount, dueOn: '2099-12-31' }],
    ['repayment.received', { billId, loanId, amount, remaining: 0 }],
  ] as const;
}
