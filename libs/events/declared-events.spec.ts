import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { combine } from './declared-events.ts';
import { envelopeJsonSchema, eventSchemas, isDeclared, jsonSchemas, personalFields, policyInputs } from './index.ts';
import type { LendingEvents, VisibleEvents } from './index.ts';
import { lendingEvents } from './lending.events.ts';
import { personal } from './personal.ts';

const savingsEvents = { 'account.opened': z.object({ accountId: z.string(), name: personal(z.string()) }) };

describe('the declared events', () => {
  it('are those of the lending life cycle, and the policy reads some of them', () => {
    expect(Object.keys(eventSchemas)).toEqual(Object.keys(lendingEvents));
    expect([...policyInputs].filter((type) => !isDeclared(type))).toEqual([]);
  });

  it('a team adds a file of its own', () => {
    const both = combine(lendingEvents, savingsEvents);
    expect(Object.keys(both)).toContain('account.opened');
    expect(() => combine(lendingEvents, { 'order.placed': z.object({}) })).toThrow(
      'Event "order.placed" is declared twice. Keep one declaration, or give the other event a name of its own.',
    );
  });

  it.each([
    ['customer.updated', ['phone', 'email', 'addresses']],
    ['message.received', ['text']],
    ['order.placed', []],
    ['never.heard', []],
    ['constructor', []],
  ])('the personal fields of %s', (type, fields) => {
    expect(personalFields(type)).toEqual(fields);
  });

  it('hides personal fields from guards by type', () => {
    type Opened = VisibleEvents<typeof savingsEvents>['account.opened'];
    const opened: Opened = { accountId: 'a-1' };
    // @ts-expect-error - a guard cannot name what is personal
    expect(opened.name).toBeUndefined();
    const message: LendingEvents['message.received'] = { channel: 'sms', asks: 'stop' };
    // @ts-expect-error - the text of a message stays in the store
    expect(message.text).toBeUndefined();
  });

  it('have JSON schemas that say what is personal', () => {
    expect(jsonSchemas()['customer.updated']).toMatchObject({
      type: 'object',
      properties: { phone: { anyOf: [{ type: 'string', personal: true }, { type: 'null' }] } },
    });
    expect(Object.keys(jsonSchemas())).toEqual(Object.keys(eventSchemas));
    expect(envelopeJsonSchema()).toMatchObject({
      required: ['id', 'source', 'type', 'customerId', 'occurredAt'],
      additionalProperties: false,
    });
  });
});
