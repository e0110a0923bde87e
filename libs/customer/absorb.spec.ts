import { describe, expect, it } from '@jest/globals';
import { aCustomer, HOUR } from './customer.builder.ts';

describe('what the policy hears', () => {
  it('forgets nothing of two open complaints when one is closed', () => {
    const customer = aCustomer()
      .hears(1, 'complaint.opened', { complaintId: 'a' })
      .hears(2, 'complaint.opened', { complaintId: 'b' })
      .hears(3, 'complaint.closed', { complaintId: 'a' });
    expect(customer.state.contact.flags).toMatchObject([
      { flag: 'complaint', about: 'a', from: 1, to: 3 },
      { flag: 'complaint', about: 'b', from: 2, to: null },
    ]);
  });

  it.each([
    {
      late: 'the opening of a complaint that was closed',
      said: [
        [3, 'complaint.closed', { complaintId: 'a' }],
        [1, 'complaint.opened', { complaintId: 'a' }],
      ],
    },
    {
      late: 'a flag that was lowered',
      said: [
        [3, 'customer.unflagged', { flag: 'overdue' }],
        [1, 'customer.flagged', { flag: 'overdue' }],
      ],
    },
  ] as const)('$late is over when it is heard of late', ({ said }) => {
    const customer = aCustomer();
    for (const [at, type, properties] of said) customer.hears(at, type, properties);
    expect(customer.state.contact.flags).toMatchObject([{ from: 1, to: 3 }]);
  });

  it('a flag that is raised anew after it was lowered is up', () => {
    const customer = aCustomer()
      .hears(1, 'customer.unflagged', { flag: 'overdue' })
      .hears(2, 'customer.flagged', { flag: 'overdue' });
    expect(customer.state.contact.flags.filter(({ to }) => to === null)).toMatchObject([{ from: 2 }]);
  });

  it.each([
    { wanted: { channel: 'call' }, channel: 'call' },
    { wanted: {}, channel: undefined },
  ])('a callback wanted by $channel overrides no more than that', ({ wanted, channel }) => {
    const span = { from: '1970-01-01T03:00:00Z', to: '1970-01-01T04:00:00Z' };
    const { overrides } = aCustomer().hears(1, 'callback.requested', { ...span, ...wanted }).state.contact;
    expect(overrides.map((override) => override.channel)).toEqual([channel]);
  });

  it('the zones said last stand, whichever arrive last', () => {
    const from = 'explicit';
    const customer = aCustomer()
      .hears(2, 'customer.updated', { zones: [{ zone: 'Asia/Tokyo', from }] })
      .hears(1, 'customer.updated', { zones: [{ zone: 'Asia/Shanghai', from }] });
    expect(customer.state.contact.zones).toEqual(['Asia/Tokyo']);
  });

  it.each([
    {
      history: 'a known zone',
      zones: [
        { zone: 'Asia/Tokyo', from: 'phone' },
        { zone: 'Asia/Shanghai', from: 'explicit' },
      ],
      names: ['Asia/Shanghai'],
    },
    {
      history: 'two guesses',
      zones: [
        { zone: 'Asia/Tokyo', from: 'phone' },
        { zone: 'Asia/Shanghai', from: 'kyc' },
      ],
      names: ['Asia/Shanghai', 'Asia/Tokyo'],
    },
  ])('asks the candidates of $history', ({ zones, names }) => {
    expect(aCustomer().hears(1, 'customer.updated', { zones }).state.contact.zones).toEqual(names);
  });

  it('plans a contact that another system requests, but not a historical one', () => {
    const request = { purpose: 'collection', channels: ['call'], debt: 'd1', usefulFor: '2h' };
    const customer = aCustomer().hears(HOUR, 'contact.requested', request);
    expect(customer.state.touches).toMatchObject([
      { touch: { subject: 'd1', usefulUntil: 3 * HOUR, class: 'reminder' } },
    ]);
    expect(aCustomer().hears(HOUR, 'contact.requested', request, { historical: true }).state.touches).toEqual([]);
  });
});
