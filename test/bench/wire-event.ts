/** An event as it comes over the wire. */
export interface WireEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customerId: string;
  readonly occurredAt: string;
  readonly properties: { readonly [name: string]: unknown };
}

/** What a new customer's first events are; they start no purchase yet. */
const beginning = [
  ['registration.started', {}],
  ['registration.completed', {}],
  ['identity.started', {}],
  ['identity.verified', {}],
  ['credit.started', { applicationId: 'a-1', amount: 20_000 }],
  ['credit.submitted', { applicationId: 'a-1', amount: 20_000 }],
  ['credit.approved', { applicationId: 'a-1', limit: 20_000 }],
] as const satisfies readonly Told[];

type Told = readonly [string, { readonly [name: string]: unknown }];

/** Runs that are started by the first so many events. */
const runsBegun = [0, 1, 1, 1, 1, 2, 2, 2];
const purchaseEvents = 4;

export type BatchSize = 1 | 5 | 20;

/** A batch of one customer, and how many runs it starts. Its last event starts or ends one, so who has recorded them has recorded all. */
export interface Batch {
  readonly events: readonly WireEvent[];
  readonly runs: number;
}

/** What a new customer begins with: registration, credit, then purchases. A second apart, the last event just now. */
export function firstBatch(customerId: string, size: BatchSize, now: number): Batch {
  const begun = beginning.slice(0, size);
  const bought = purchases(size - begun.length, 'first');
  return {
    events: wired(customerId, 'first', [...begun, ...bought.told], now),
    runs: (runsBegun[begun.length] ?? 0) + bought.runs,
  };
}

/** What a customer does who is known already: purchases. `round` makes it another batch each time. */
export function laterBatch(customerId: string, size: BatchSize, now: number, round: number): Batch {
  const { told, runs } = purchases(size, `${round}`);
  return { events: wired(customerId, `${round}`, told, now), runs };
}

function purchases(events: number, name: string): { readonly told: readonly Told[]; readonly runs: number } {
  const told = Array.from({ length: Math.ceil(events / purchaseEvents) }, (_, nth) => purchase(`${name}-${nth}`));
  // The visit starts the run of the order, the bill one of its own.
  const inTheLast = events % purchaseEvents;
  const runs = Math.floor(events / purchaseEvents) * 2 + (inTheLast === 0 ? 0 : inTheLast < 3 ? 1 : 2);
  return { told: told.flat().slice(0, events), runs };
}

function purchase(name: string): readonly Told[] {
  const [productId, loanId, billId] = [`p-${name}`, `l-${name}`, `b-${name}`];
  const amount = 300;
  return [
    ['order.page_visited', { productId, amount }],
    ['order.placed', { orderId: `o-${name}`, productId, amount, loanId }],
    ['bill.issued', { billId, loanId, amount, dueOn: '2099-12-31' }],
    ['repayment.received', { billId, loanId, amount, remaining: 0 }],
  ];
}

function wired(customerId: string, name: string, told: readonly Told[], now: number): readonly WireEvent[] {
  return told.map(([type, properties], nth) => ({
    id: `${customerId}-${name}-${nth}`,
    source: 'bench',
    type,
    customerId,
    occurredAt: new Date(now - (told.length - nth) * 1_000).toISOString(),
    properties,
  }));
}
