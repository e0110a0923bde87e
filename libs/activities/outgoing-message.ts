import type { OutgoingMessage } from '#channels';
import type { Dispatch } from '#customer';
import type { ActivityHouse } from './activity-house.ts';
import { checkedWording } from './checked-wording.ts';

type House = Pick<ActivityHouse, 'texts' | 'policy' | 'language'> & {
  readonly store: { readonly customers: Pick<ActivityHouse['store']['customers'], 'contactAddress'> };
};

/**
 * The message as it leaves the house. Address and language are looked up here: neither ever enters a workflow. Nothing in it
 * is of this try alone: a provider may refuse a key that it knows with other content.
 */
export async function outgoingMessage(house: House, order: Dispatch): Promise<OutgoingMessage> {
  const { customerId, attempt, touch } = order;
  const contact = await house.store.customers.contactAddress(customerId, attempt.channel);
  const language = contact.language ?? house.language;
  return {
    idempotencyKey: `${customerId}/${attempt.id}`,
    customerId,
    attempt: attempt.id,
    channel: attempt.channel,
    address: contact.address,
    language,
    purpose: touch.purpose,
    template: touch.template,
    text: await checkedWording(house, order, language),
    journey: touch.journey,
    touch: touch.id,
    at: attempt.at,
  };
}
