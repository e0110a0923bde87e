import { describe, expect, it } from '@jest/globals';
import type { CustomerEvent } from '#journey';
import { ZoneTables } from '../zone-tables.ts';
import { LogZone } from './log-zone.ts';
import { parseMapping } from './mapping.ts';
import type { Mapping } from './mapping.ts';
import { RowCounts } from './row-counts.ts';
import { RowMapping } from './row-mapping.ts';

const when = '2024-01-01T00:00:00Z';
const columns = {
  customer: 'case',
  activity: 'what',
  timestamp: 'when',
  subject: { loanId: 'case' },
  properties: { amount: 'number' },
};

/** Reads rows whose cells stand in the order of the mapping's own columns. */
function read(mapping: object, rows: readonly (readonly unknown[])[]): { events: CustomerEvent[]; counts: RowCounts } {
  const counts = new RowCounts();
  const whole: Mapping = parseMapping({ timeZone: 'UTC', columns, activities: { Paid: 'paid' }, ...mapping }, 'm.json');
  const rowMapping = new RowMapping(whole, new LogZone(whole.timeZone, new ZoneTables()), counts);
  const cells = rowMapping.columns.required.map((_, place) => place);
  const events: CustomerEvent[] = [];
  rows.forEach((row, index) => {
    const customerId = rowMapping.read(row, cells, index + 1);
    if (customerId !== null) rowMapping.addTo(events, customerId);
  });
  return { events, counts };
}

describe('RowMapping', () => {
  it('makes an event of a row', () => {
    const { events } = read({}, [['c1', when, 'Paid', '12.5']]);
    expect(events).toMatchObject([
      { id: '1', type: 'paid', customerId: 'c1', properties: { loanId: 'c1', amount: 12.5 } },
    ]);
  });

  it('counts a wrong value once, though the row means two events', () => {
    const { events, counts } = read({ activities: { Paid: ['paid', 'seen'] } }, [['c1', when, 'Paid', 'much']]);
    expect(events.map(({ id, properties }) => [id, properties])).toEqual([
      ['1', { loanId: 'c1' }],
      ['1.1', { loanId: 'c1' }],
    ]);
    expect(counts).toMatchObject({ wrongValues: 1, firstFaults: ['Row 1 has no number in "amount": "much".'] });
  });

  it.each([
    { situation: 'a decimal comma', mapping: { decimal: ',' }, cell: '1.234,50', amount: 1234.5 },
    { situation: 'a decimal comma with blanks', mapping: { decimal: ',' }, cell: '12 345,5', amount: 12345.5 },
    { situation: 'a decimal point', mapping: {}, cell: '1234.50', amount: 1234.5 },
    { situation: 'a number', mapping: {}, cell: 7, amount: 7 },
    { situation: 'an empty cell', mapping: {}, cell: '', amount: undefined },
    { situation: 'a comma where points are written', mapping: {}, cell: '12,5', amount: undefined },
  ])('reads $situation', ({ mapping, cell, amount }) => {
    const { events } = read(mapping, [['c1', when, 'Paid', cell]]);
    expect(events[0]?.properties['amount']).toBe(amount);
  });

  it('reads local times by the zone, from the first row on and decades apart', () => {
    const stamps = ['2024-07-01', '1985-07-01', '0001-01-01T00:00Z', '2024-12-01', '2031-07-01T12:00'];
    const { events } = read(
      { timeZone: 'Europe/Amsterdam' },
      stamps.map((stamp) => ['c1', stamp, 'Paid', '']),
    );
    expect(events.map(({ occurredAt }) => new Date(occurredAt).toISOString().slice(0, 16))).toEqual([
      '2024-06-30T22:00',
      '1985-06-30T22:00',
      '0001-01-01T00:00',
      '2024-11-30T23:00',
      '2031-07-01T10:00',
    ]);
  });

  it('takes several columns as one key, and values for all rows', () => {
    const { events, counts } = read(
      {
        columns: {
          ...columns,
          customer: ['branch', 'case'],
          subject: { loanId: ['branch', 'loan'], person: 'case' },
          properties: { currency: { value: 'EUR' } },
        },
      },
      [
        ['b1', 'c1', when, 'Paid', 'l1'],
        ['', 'c1', when, 'Paid', 'l1'],
      ],
    );
    expect(events).toMatchObject([
      { customerId: 'b1|c1', properties: { loanId: 'b1|l1', person: 'c1', currency: 'EUR' } },
    ]);
    expect(counts.withoutCustomer).toBe(1);
  });

  it('prefers the activity with its lifecycle, and counts what is not listed', () => {
    const activities = { Call: 'called', 'Call/ABORT': { event: 'hung up', properties: [] } };
    const mapping = { columns: { ...columns, lifecycle: 'state' }, activities };
    const rows = ['START', 'ABORT', 'ABORT'].map((state) => ['c1', when, 'Call', state, '1']);
    const { events } = read(mapping, rows);
    expect(events.map(({ type }) => type)).toEqual(['called', 'hung up', 'hung up']);
  });
});
