import { describe, expect, it } from '@jest/globals';
import { parseBytes, parseEvent, parseEvents, type Parsed } from './index.ts';

const receivedAt = Date.parse('2026-03-01T12:00:00Z');
const good = {
  id: 'e-1',
  source: 'core',
  type: 'order.placed',
  customerId: 'c-1',
  occurredAt: '2026-03-01T19:30:00+08:00',
  properties: { orderId: 'o-1', productId: 'p-1', amount: 20 },
};
const faultsOf = (parsed: Parsed) => (parsed.ok ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`));
const refusal = (change: object) => faultsOf(parseEvent({ ...good, ...change }, { receivedAt }));
const text = (value: string) => new TextEncoder().encode(value);

describe('a good event', () => {
  it('is taken, its times in milliseconds', () => {
    expect(parseEvent(good, { receivedAt })).toEqual({
      ok: true,
      event: { ...good, occurredAt: Date.parse('2026-03-01T11:30:00Z'), receivedAt },
    });
  });

  it.each([
    ['without properties', { type: 'registration.started', properties: undefined }],
    ['of a type that nobody knows', { type: 'weather.changed', properties: { rain: true, at: [1, { x: null }] } }],
    ['with a property that its schema does not name', { properties: { ...good.properties, colour: 'red' } }],
    ['historical', { historical: true }],
    ['not historical', { historical: false }],
    ['an hour ahead', { occurredAt: '2026-03-01T13:00:00Z' }],
    ['with microseconds', { occurredAt: '2026-03-01T10:00:00.123456Z' }],
    ['on a leap day', { occurredAt: '2024-02-29T23:59:59-05:00' }],
    ['with a UUID as customer', { customerId: '7f9c2ba4-e88f-4f4a-8e35-2f1b6a5d9c01' }],
    ['with a short number as customer', { customerId: '173688' }],
    ['in Chinese', { type: '某事', properties: { 备注: '退订😀' } }],
  ])('%s', (_, change) => {
    expect(refusal(change)).toEqual([]);
  });
});

describe('what is wrong with an event', () => {
  it.each([
    ['no customer', { customerId: undefined }, 'customerId: "customerId" is missing. Send text.'],
    ['a number as id', { id: 7 }, 'id: "id" is a number. Send text.'],
    [
      'a phone number as customer',
      { customerId: '+8613800138000' },
      'customerId: "customerId" looks like a phone number. Send an opaque id such as c-81f3 instead.',
    ],
    [
      'an address as customer',
      { customerId: 'somebody@example.org' },
      'customerId: "customerId" looks like an e-mail address. Send an opaque id such as c-81f3 instead.',
    ],
    [
      'a day that does not exist',
      { occurredAt: '2026-02-30T10:00:00Z' },
      'occurredAt: "occurredAt" is a day that the calendar does not have. Send one that exists.',
    ],
    [
      'no offset',
      { occurredAt: '2026-03-01T10:00:00' },
      'occurredAt: "occurredAt" is not a date and time with an offset. Write a date and time with its offset, such as 2026-03-01T09:30:00+08:00.',
    ],
    [
      'a second more than an hour ahead',
      { occurredAt: '2026-03-01T13:00:01Z' },
      'occurredAt: "occurredAt" lies in the future. Set the clock of the sender, and mind the offset.',
    ],
    [
      'a misspelt field',
      { historcal: true },
      'historcal: "historcal" is no field of an event. Put it under "properties", or leave it out.',
    ],
    [
      'a reference missing',
      { properties: { productId: 'p-1', amount: 1 } },
      'properties.orderId: "properties.orderId" is missing. Send text.',
    ],
    [
      'a negative amount',
      { properties: { ...good.properties, amount: -1 } },
      'properties.amount: "properties.amount" must be at least 0. Send more.',
    ],
    [
      'text for an amount',
      { properties: { ...good.properties, amount: '20' } },
      'properties.amount: "properties.amount" is text. Send a number.',
    ],
    [
      'a key of the prototype',
      { properties: { ...good.properties, deep: JSON.parse('{"__proto__": {"admin": true}}') as unknown } },
      'properties.deep.__proto__: "properties.deep.__proto__" is a key that is not allowed. Give it another name.',
    ],
    [
      'NUL, which PostgreSQL refuses',
      { properties: { ...good.properties, note: 'a\0b' } },
      'properties.note: "properties.note" contains a NUL character. Send clean Unicode text.',
    ],
    [
      'half a character',
      { properties: { ...good.properties, note: '\ud83d' } },
      'properties.note: "properties.note" contains half a character (a lone surrogate). Send clean Unicode text.',
    ],
    [
      'NaN',
      { properties: { ...good.properties, amount: NaN } },
      'properties.amount: "properties.amount" is not a finite number. Leave it out, or send null.',
    ],
    [
      'a flag that would protect nobody',
      { type: 'customer.flagged', properties: { flag: 'vulnerabel' } },
      'properties.flag: "properties.flag" is not one of the allowed words. Send "fraud-check", "vulnerable", "overdue", "over-indebted", "bankrupt", "deceased", "minor", "represented".',
    ],
    [
      'a zone that is none',
      { type: 'customer.updated', properties: { zones: [{ zone: 'Asia/Shanghia', from: 'explicit' }] } },
      'properties.zones[0].zone: "properties.zones[0].zone" is not a time zone of the IANA list; write it as in Asia/Shanghai.',
    ],
    [
      'a due day that does not exist',
      { type: 'bill.issued', properties: { billId: 'b-1', loanId: 'l-1', amount: 1, dueOn: '2026-02-30' } },
      'properties.dueOn: "properties.dueOn" is not a day of the calendar. Write it as in 2026-03-01.',
    ],
  ])('%s', (_, change, fault) => {
    expect(refusal(change)).toEqual([fault]);
  });

  it('is said all at once', () => {
    const faults = refusal({ id: '', customerId: null, occurredAt: '2026-02-30', properties: { amount: {}, x: NaN } });
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      ...['customerId', 'id', 'occurredAt', 'properties.amount'],
      ...['properties.orderId', 'properties.productId', 'properties.x'],
    ]);
  });

  it('names no value, because values may be personal', () => {
    const change = { type: 'customer.updated', properties: { phone: '13800138000', email: 'x-secret' } };
    const said = refusal(change).join();
    expect(said).toContain('properties.phone');
    expect(said).not.toContain('13800138000,');
    expect(said).not.toContain('x-secret');
  });
});

describe('bytes and batches', () => {
  it.each([
    ['nothing', null, 'The event is empty. Send one event as a JSON object.'],
    ['no JSON', text('{'), 'The event is not JSON. Send one event as a JSON object.'],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'The event is not UTF-8. Send JSON in UTF-8.'],
    ['an array', text('[]'), 'The event is not an object. Send one JSON object per event.'],
    [
      'a megabyte',
      text(`"${'x'.repeat(1_048_576)}"`),
      'The event is larger than 256 KiB. Send less, or a reference to it.',
    ],
    [
      'a hundred thousand brackets',
      text('['.repeat(100_000)),
      'The event is not JSON. Send one event as a JSON object.',
    ],
  ])('%s', (_, bytes, message) => {
    expect(parseBytes(bytes, { receivedAt })).toEqual({ ok: false, faults: [{ path: '', message }] });
  });

  it('takes an event of just under 256 KiB as bytes', () => {
    const long = { ...good, properties: { ...good.properties, note: 'x'.repeat(255 * 1024) } };
    expect(parseBytes(text(JSON.stringify(long)), { receivedAt }).ok).toBe(true);
  });

  it('answers each item of an array, in order', () => {
    const answers = parseEvents([good, null, { ...good, id: 'e-2' }], { receivedAt });
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, true]);
    expect(parseEvents(good, { receivedAt })).toHaveLength(1);
  });
});
