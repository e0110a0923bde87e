import type { OutgoingMessage } from './channel.ts';

/** What a gateway behind a webhook gets. `attempt` and `customerId` come back in its callback. */
export interface WebhookMessage {
  readonly type: 'tendril.message';
  readonly customerId: string;
  readonly attempt: string;
  readonly channel: string;
  readonly address: string | null;
  readonly language: string;
  readonly purpose: string;
  readonly template: string;
  readonly text: string;
  readonly journey: string | null;
  readonly touch: string;
  readonly at: string;
  readonly callbackUrl: string | null;
}

export function webhookMessage(message: OutgoingMessage, callbackUrl: string | null): WebhookMessage {
  return {
    type: 'tendril.message',
    customerId: message.customerId,
    attempt: message.attempt,
    channel: message.channel,
    address: message.address,
    language: message.language,
    purpose: message.purpose,
    template: message.template,
    text: message.text,
    journey: message.journey,
    touch: message.touch,
    at: new Date(message.at).toISOString(),
    callbackUrl,
  };
}

/** A header carries ASCII only, while an id may hold any letter: everything unusual is percent-encoded as in addresses. */
export function headerSafe(id: string): string {
  return encodeURI(id).replaceAll(
    /[^A-Za-z0-9._~/:@%-]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
