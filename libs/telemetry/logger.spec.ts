import { describe, expect, it } from '@jest/globals';
import { createLogger } from './index.ts';

function lineOf(facts: Record<string, unknown>, message = 'Something happened'): Record<string, unknown> {
  const lines: string[] = [];
  createLogger({ process: 'ingest', level: 'info', destination: { write: (line) => void lines.push(line) } }).info(
    facts,
    message,
  );
  return JSON.parse(lines.join('')) as Record<string, unknown>;
}

describe('a line of the log', () => {
  it('says who speaks, how grave it is, and when, and keeps its facts', () => {
    expect(lineOf({ customerId: 'c-1', count: 3 })).toMatchObject({
      process: 'ingest',
      level: 'info',
      msg: 'Something happened',
      customerId: 'c-1',
      count: 3,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it.each<{ what: string; facts: Record<string, unknown> }>([
    { what: 'a phone number', facts: { phone: 'PERSONAL' } },
    { what: 'the properties of an event', facts: { event: { type: 'x', properties: { amount: 'PERSONAL' } } } },
    { what: 'an address in a list of messages', facts: { messages: [{ channel: 'sms', address: 'PERSONAL' }] } },
    { what: 'a key in headers', facts: { headers: { Authorization: 'PERSONAL', 'webhook-signature': 'PERSONAL' } } },
    { what: 'a name spelt otherwise', facts: { customer: { first_name: 'PERSONAL', fullName: 'PERSONAL' } } },
    {
      what: 'fields of an error',
      facts: { err: Object.assign(new Error('Refused'), { phone: 'PERSONAL', detail: 'PERSONAL' }) },
    },
    { what: 'bytes', facts: { payload: Buffer.from('PERSONAL') } },
    { what: 'something very deep', facts: { a: { b: { c: { d: { e: { f: { g: { h: { i: 'PERSONAL' } } } } } } } } } },
  ])('does not say $what', ({ facts }) => {
    expect(JSON.stringify(lineOf(facts))).not.toContain('PERSONAL');
  });

  it('tells an error by name, code and cause', () => {
    const cause = new Error('ECONNREFUSED');
    const err = Object.assign(new Error('The store is away', { cause }), { code: 'store_away', retryable: true });
    expect(lineOf({ err })['err']).toMatchObject({
      name: 'Error',
      message: 'The store is away',
      code: 'store_away',
      retryable: true,
      cause: { message: 'ECONNREFUSED' },
    });
  });
});
