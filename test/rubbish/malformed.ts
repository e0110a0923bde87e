import fc from 'fast-check';
import { goodEvent, type WireEvent } from './good-event.ts';

/** An input that no door may take, and why. */
export interface Malformed<T> {
  readonly why: string;
  readonly input: T;
}

type Loose = { [name: string]: unknown };
type Spoiler = readonly [why: string, spoil: (event: Loose, pick: number) => unknown];

const HOUR = 3_600_000;
const pickOf = <T>(values: readonly T[], pick: number): T => values[pick % values.length] as T;
const withProperty = (event: Loose, name: string, value: unknown): Loose => ({
  ...event,
  properties: { ...(event['properties'] as Loose), [name]: value },
});
const ownKey = (key: string): Loose => JSON.parse(`{"a": {"${key}": {"polluted": true}}}`) as Loose;
const nested = (depth: number, core: unknown): unknown => {
  let value = core;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { in: value };
  return value;
};

/** Each makes a good event bad, whatever else is done to it; and stays bad when written as JSON. */
const onTheWire = (receivedAt: number): readonly Spoiler[] => [
  ['not an object', (_, pick) => pickOf([null, true, 7, 'text', [], [[]], ''], pick)],
  ['a field is missing', (event, pick) => without(event, pickOf(REQUIRED, pick))],
  ['no customer', (event, pick) => ({ ...event, customerId: pickOf(['', ' ', null, {}], pick) })],
  ['wrong type', (event, pick) => ({ ...event, [pickOf(REQUIRED, pick)]: pickOf([1, true, {}, []], pick >> 3) })],
  ['properties are no object', (event, pick) => ({ ...event, properties: pickOf([[], 'x', 1, null, true], pick) })],
  ['historical is no truth value', (event, pick) => ({ ...event, historical: pickOf(['yes', 1, null, {}], pick) })],
  ['unknown field', (event, pick) => ({ ...event, [pickOf(['ocurredAt', 'receivedAt', 'x', 'Id'], pick)]: 1 })],
  ['a date that does not exist', (event, pick) => ({ ...event, occurredAt: pickOf(NO_DATES, pick) })],
  ['in the future', (event, pick) => ({ ...event, occurredAt: ahead(receivedAt, pick) })],
  ['a megabyte of text', (event, pick) => withProperty(event, 'text', 'x'.repeat(1_048_576 + (pick % 1000)))],
  [
    'a thousand lists',
    (event) =>
      withProperty(
        event,
        'lists',
        Array.from({ length: 1_000 }, () => Array.from({ length: 20 }, () => 0)),
      ),
  ],
  ['too deep', (event, pick) => withProperty(event, 'deep', nested(9 + (pick % 5_00), 1))],
  ['a key of the prototype', (event, pick) => withProperty(event, 'a', ownKey(pickOf(PROTO_KEYS, pick)))],
  [
    'a lone surrogate',
    (event, pick) => withProperty(event, 'text', pickOf(['\ud800', 'a\udfff', '\udc00\ud800'], pick)),
  ],
  ['a NUL', (event, pick) => withProperty(event, pickOf(['text', 'a\0b'], pick), 'a\0b')],
  [
    'an id that is too long',
    (event, pick) => ({ ...event, [pickOf(['id', 'source', 'customerId'], pick)]: 'x'.repeat(201) }),
  ],
  ['an id with a gap', (event, pick) => ({ ...event, [pickOf(['id', 'source', 'customerId'], pick)]: 'a b\n' })],
  ['a type that cannot be', (event, pick) => ({ ...event, type: pickOf(['', 'a\u0007b', 'x'.repeat(101)], pick) })],
  ['a customer id that is personal', (event, pick) => ({ ...event, customerId: pickOf(PERSONAL, pick) })],
  ['a number too large', (event) => withProperty(event, 'large', 2 ** 53)],
  ['an order without its amount', (event) => ({ ...event, type: 'order.placed', properties: { orderId: 'o-1' } })],
  [
    'a bill with wrong properties',
    (event, pick) => ({ ...event, type: 'bill.issued', properties: pickOf(WRONG_BILLS, pick) }),
  ],
  ['a flag that nobody knows', (event) => ({ ...event, type: 'customer.flagged', properties: { flag: 'vulnerabel' } })],
  ['a zone that is none', (event, pick) => ({ ...event, type: 'customer.updated', properties: zoneOf(pick) })],
];

/** What a caller inside the house could hand over, and JSON cannot say. */
const insideOnly: readonly Spoiler[] = [
  ['not a finite number', (event, pick) => withProperty(event, 'x', pickOf([NaN, Infinity, -Infinity], pick))],
  ['no JSON at all', (event, pick) => withProperty(event, 'x', pickOf([1n, Symbol('x'), () => 1, new Date(0)], pick))],
  ['a circle', (event) => circle(event)],
  ['an accessor', (event) => Object.defineProperty({ ...event }, 'id', { enumerable: true, get: () => 'x' })],
  ['a class', (event) => withProperty(event, 'x', new Map([['a', 1]]))],
  ['undefined', (_, pick) => pickOf([undefined, 1n, NaN, Symbol('x')], pick)],
];

const REQUIRED = ['id', 'source', 'type', 'customerId', 'occurredAt'] as const;
const PROTO_KEYS = ['__proto__', 'constructor', 'prototype'];
const PERSONAL = ['13800138000', '+8613800138000', '+31-6-1234-5678', 'a@b.cn', '110101199003071234', '2025550123'];
const NO_DATES = [
  ...['2026-02-30T10:00:00Z', '2025-02-29T00:00:00+08:00', '2026-13-01T00:00:00Z', '2026-00-10T00:00:00Z'],
  ...['2026-01-01T24:00:00Z', '2026-01-01T10:60:00Z', '2026-01-01T10:00:00', '2026-01-01', 'yesterday', ''],
  ...['2026-01-01T10:00:00+25:00', '1767225600000', '1969-12-31T23:59:59Z', '2026-1-1T10:00:00Z'],
];
const WRONG_BILLS: readonly Loose[] = [
  { billId: 'b-1', loanId: 'l-1', amount: -1, dueOn: '2026-03-01' },
  { billId: 'b-1', loanId: 'l-1', amount: '10', dueOn: '2026-03-01' },
  { billId: 'b-1', loanId: 'l-1', amount: 10, dueOn: '2026-02-30' },
  { billId: 'b/1', loanId: 'l-1', amount: 10, dueOn: '2026-03-01' },
  { billId: '13800138000', loanId: 'l-1', amount: 10, dueOn: '2026-03-01' },
  { billId: null, loanId: ['l-1'], amount: {}, dueOn: 5 },
];

/** Malformed events as values: what `parseEvent` must refuse. `receivedAt` is when they are said to arrive. */
export function malformedEvent(receivedAt: number): fc.Arbitrary<Malformed<unknown>> {
  return fc.oneof(
    { weight: 9, arbitrary: spoilt(receivedAt, [...onTheWire(receivedAt), ...insideOnly]) },
    {
      weight: 1,
      arbitrary: fc
        .anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true })
        .map(anything),
    },
  );
}

/** Malformed messages as bytes: what `parseBytes`, and so both doors, must refuse. */
export function malformedBytes(receivedAt: number): fc.Arbitrary<Malformed<Uint8Array>> {
  const written = spoilt(receivedAt, onTheWire(receivedAt)).map(({ why, input }) => ({
    why,
    input: bytesOf(JSON.stringify(input)),
  }));
  const cut = fc.tuple(goodEvent(receivedAt), fc.nat()).map(([event, at]) => {
    const text = JSON.stringify(event);
    return { why: 'cut off', input: bytesOf(text.slice(0, at % text.length)) };
  });
  const wild = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ why: 'random bytes', input: Uint8Array.of(0xff, ...bytes) })),
    fc.string({ maxLength: 200 }).map((text) => ({ why: 'random text', input: bytesOf(`?${text}`) })),
    fc
      .constantFrom('', ' ', 'null', '{', '[[', 'NaN', '{"id":1e999}', '\u0000', "{'id':'x'}", '{"a":1,}')
      .map((text) => ({
        why: 'no event',
        input: bytesOf(text),
      })),
    fc.nat(20_000).map((depth) => ({ why: 'brackets', input: bytesOf('['.repeat(depth) + ']'.repeat(depth)) })),
  );
  return fc.oneof({ weight: 8, arbitrary: written }, { weight: 1, arbitrary: cut }, { weight: 2, arbitrary: wild });
}

/** As many as are asked for, the same for the same seed. */
export function rubbish(at: { seed: number; count: number; receivedAt: number }): Malformed<Uint8Array>[] {
  return fc.sample(malformedBytes(at.receivedAt), { seed: at.seed, numRuns: at.count });
}

function spoilt(receivedAt: number, spoilers: readonly Spoiler[]): fc.Arbitrary<Malformed<unknown>> {
  return fc
    .tuple(goodEvent(receivedAt), fc.constantFrom(...spoilers), fc.nat())
    .map(([event, [why, spoil], pick]) => ({ why, input: spoil({ ...event } satisfies WireEvent as Loose, pick) }));
}

/** A value that is by chance an event would be no rubbish; nothing of `fc.anything` carries the five fields. */
function anything(input: unknown): Malformed<unknown> {
  return { why: 'anything', input };
}

function without(event: Loose, name: string): Loose {
  const { [name]: _left, ...rest } = event;
  return rest;
}

function ahead(receivedAt: number, pick: number): string {
  return new Date(receivedAt + HOUR + 1 + (pick % (400 * 24 * HOUR))).toISOString();
}

function zoneOf(pick: number): Loose {
  return { zones: [{ zone: pickOf(['Mars/Base', '+08:00', '../etc/passwd', ''], pick), from: 'explicit' }] };
}

function circle(event: Loose): Loose {
  const round = withProperty(event, 'x', 1);
  (round['properties'] as Loose)['self'] = round;
  return round;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
