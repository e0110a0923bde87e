import { describe, expect, it } from '@jest/globals';
import { toCustomerEvent, withoutPersonal, type AnswerReader, type StoredEvent } from './index.ts';

const read: AnswerReader = (text) => (text === 'TD' ? 'stop' : null);
const event = (type: string, properties: StoredEvent['properties']): StoredEvent => ({
  ...{ id: 'e-1', source: 'crm', type, customerId: 'c-1', occurredAt: 1, receivedAt: 2 },
  properties,
});

describe('what leaves the store for a workflow', () => {
  it.each<[string, StoredEvent, StoredEvent['properties']]>([
    [
      'a phone number and addresses stay behind',
      event('customer.updated', { language: 'zh', phone: '+8613800138000', email: null, addresses: { push: 'token' } }),
      { language: 'zh' },
    ],
    [
      'properties that no schema names stay behind',
      event('order.placed', { orderId: 'o-1', productId: 'p-1', amount: 5, name: 'somebody' }),
      { orderId: 'o-1', productId: 'p-1', amount: 5 },
    ],
    [
      'a message becomes what it asks for',
      event('message.received', { channel: 'sms', text: 'TD' }),
      { channel: 'sms', asks: 'stop' },
    ],
    [
      'a message that asks for nothing',
      event('message.received', { channel: 'sms', text: 'thanks' }),
      { channel: 'sms', asks: null },
    ],
    [
      'of an undeclared type: what does not look personal',
      event('A_SUBMITTED', { case: '173688', amount: 5, ok: true, phone: '13800138000', who: 'Some Body', list: [1] }),
      { case: '173688', amount: 5, ok: true },
    ],
  ])('%s', (_, stored, properties) => {
    expect(toCustomerEvent(stored, read)).toEqual({ ...stored, properties });
    expect(toCustomerEvent(withoutPersonal(stored, read), read)).toEqual({ ...stored, properties });
  });

  it('the events table keeps what is not marked as personal', () => {
    const stored = event('customer.updated', { phone: '+8613800138000', segments: ['student'], shoeSize: 42 });
    expect(withoutPersonal(stored, read).properties).toEqual({ segments: ['student'], shoeSize: 42 });
  });
});
