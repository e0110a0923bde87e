import fc from 'fast-check';

/** An event as it comes over the wire. */
export interface WireEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customerId: string;
  readonly occurredAt: string;
  readonly properties: { readonly [name: string]: unknown };
}

/** Well-formed events of declared and of unknown types, at or before `before` (ms). */
export function goodEvent(before: number): fc.Arbitrary<WireEvent> {
  const reference = fc.stringMatching(/^[a-z]{1,3}-[0-9a-f]{1,12}$/);
  const amount = fc.double({ min: 0, max: 1e6, noNaN: true, noDefaultInfinity: true });
  const kind = fc.oneof(
    fc.record({ type: fc.constant('order.placed'), orderId: reference, productId: reference, amount }),
    fc.record({ type: fc.constant('credit.started'), applicationId: reference, amount }),
    fc.record({
      type: fc.constant('bill.issued'),
      billId: reference,
      loanId: reference,
      amount,
      dueOn: fc.constantFrom('2024-02-29', '2026-03-31'),
    }),
    fc.record({
      type: fc.constantFrom('somewhere.else', 'Create Fine', '某事'),
      anything: fc.jsonValue({ maxDepth: 2 }),
    }),
  );
  return fc
    .record({
      id: fc.uuid(),
      source: fc.constantFrom('core', 'app', 'crm'),
      customerId: fc.stringMatching(/^c-[0-9a-z]{4,12}$/),
      ago: fc.nat(90 * 86_400_000),
      kind,
    })
    .map(({ kind: { type, ...properties }, ago, ...names }) => ({
      ...names,
      type,
      occurredAt: new Date(before - ago).toISOString(),
      properties: harmless(properties),
    }));
}

/** fast-check makes keys and texts that are rubbish by our measure; in a good event there are none. */
function harmless(properties: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } {
  const text = JSON.stringify(properties);
  const suspicious = /__proto__|constructor|prototype|\\u0000|\\ud[89a-f]|e[+]\d\d|[[:,]-?\d{16,}[\],}]/i;
  return suspicious.test(text) ? { amount: 1, orderId: 'o-1', ...ids } : properties;
}

const ids = { productId: 'p-1', applicationId: 'a-1', billId: 'b-1', loanId: 'l-1', dueOn: '2026-03-31' };
