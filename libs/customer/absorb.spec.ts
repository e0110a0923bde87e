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

  describe('a callback that is wanted', () => {
    const wish = (at: number, from: number, to: number, more = {}) =>
      [at, 'callback.requested', { from: iso(from), to: iso(to), ...more }] as const;
    const talk = (at: number, more = {}) =>
      [
        at,
        'contact.made',
        { channel: 'call', purpose: 'service', outcome: 'conversation', by: 'agency', ...more },
      ] as const;
    const iso = (hours: number) => new Date(hours * HOUR).toISOString();

    it.each([
      { until: 'the talk that follows it', said: [wish(HOUR, 2, 6), talk(3 * HOUR)], left: [[2, 3]] },
      {
        until: 'the talk that its provider calls connected',
        said: [wish(HOUR, 2, 6), talk(3 * HOUR, { outcome: 'connected', disposition: 'promised' })],
        left: [[2, 3]],
      },
      { until: 'its own end after a talk before it', said: [wish(HOUR, 2, 6), talk(HOUR)], left: [[2, 6]] },
      {
        until: 'its own end after a talk in which it was asked for',
        said: [wish(3 * HOUR, 1, 6), talk(2 * HOUR)],
        left: [[1, 6]],
      },
      {
        until: 'its own end after a talk on another channel',
        said: [wish(HOUR, 2, 6, { channel: 'wechat' }), talk(3 * HOUR)],
        left: [[2, 6]],
      },
      {
        until: 'its own end where nobody answered',
        said: [wish(HOUR, 2, 6), talk(3 * HOUR, { outcome: 'no_answer' })],
        left: [[2, 6]],
      },
      {
        until: 'a refusal on whatever channel',
        said: [wish(HOUR, 2, 6), talk(3 * HOUR, { channel: 'sms', outcome: 'delivered', disposition: 'refused' })],
        left: [[2, 3]],
      },
      {
        until: 'never, refused before its time',
        said: [wish(HOUR, 4, 6), talk(2 * HOUR, { disposition: 'refused' })],
        left: [],
      },
      {
        until: 'a refusal that was heard of first',
        said: [talk(3 * HOUR, { disposition: 'refused' }), wish(HOUR, 2, 6)],
        left: [[2, 3]],
      },
    ])('holds until $until', ({ said, left }) => {
      const customer = aCustomer();
      for (const [at, type, properties] of said) customer.hears(at, type, properties);
      const { overrides } = customer.state.contact;
      expect(overrides.map(({ from, to }) => [from / HOUR, (to ?? NaN) / HOUR])).toEqual(left);
    });

    it('holds until the talk that we had', () => {
      const talked = { kind: 'outcome', outcome: 'conversation', disposition: null, detail: null } as const;
      const customer = aCustomer()
        .hears(1, 'callback.requested', { from: iso(0), to: iso(9) })
        .asksForLoan(2)
        .reaches(2 * HOUR)
        .isAllowed()
        .ends(talked);
      expect(customer.state.contact.overrides).toMatchObject([{ to: 2 * HOUR }]);
    });
  });

  it('what was agreed holds from then on, until a talk refuses it and not for one that does not', () => {
    const agreed = { what: 'direct consent', to: '1970-01-01T09:00:00Z', evidence: 'r-1' };
    const customer = aCustomer().hears(HOUR, 'contact.agreed', agreed);
    const talk = { channel: 'call', purpose: 'collection', outcome: 'conversation', by: 'agency' };
    customer.hears(2 * HOUR, 'contact.made', talk);
    expect(customer.state.contact.overrides).toMatchObject([{ kind: 'direct consent', from: HOUR, to: 9 * HOUR }]);
    customer.hears(3 * HOUR, 'contact.made', { ...talk, disposition: 'refused' });
    expect(customer.state.contact.overrides).toMatchObject([{ to: 3 * HOUR }]);
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
