import { Webhook } from 'standardwebhooks';
import {
  ChannelBusyError,
  ChannelCancelledError,
  ChannelError,
  ChannelFaultError,
  ChannelRefusedError,
  ChannelSilentError,
  ChannelUnreachableError,
} from './channel.error.ts';
import type { Channel, Inquiry, OutgoingMessage, SendResult } from './channel.ts';
import { reasonOf } from './lost-connection.ts';
import { answerOf } from './provider-answer.ts';
import { retryAfterMs } from './retry.ts';
import { WebhookInquiry } from './webhook-inquiry.ts';
import { headerSafe, webhookMessage } from './webhook-message.ts';

export interface WebhookOptions {
  readonly provider: string;
  readonly url: string;
  /** `whsec_…`; signs as in Standard Webhooks. */
  readonly secret: string;
  /** Wall milliseconds. */
  readonly timeoutMs: number;
  readonly honoursIdempotencyKey: boolean;
  /** Where outcomes that come later are to be posted. */
  readonly callbackUrl: string | null;
  /** Where the provider tells what became of an attempt; absent: it cannot be asked. */
  readonly inquiry?: { readonly url: string; readonly afterMs: number };
}

/** Errors of a connection that never came about: not a byte of the message has left. */
const beforeConnect =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/**
 * A gateway for voice, SMS or messages behind HTTP: signed by Standard Webhooks (standardwebhooks.com), the attempt as
 * `webhook-id` and `Idempotency-Key`. A 2xx means taken; its body may tell the outcome at once.
 *
 * One request and no more: whoever sends tries again, because before each try a stop or a withdrawal may have come, and a
 * limited channel has its pace. Redirects are not followed: the message was signed for this address.
 */
export class WebhookChannel implements Channel {
  readonly adapter = 'webhook';
  readonly provider: string;
  readonly honoursIdempotencyKey: boolean;
  readonly inquiry?: Inquiry;
  readonly #options: WebhookOptions;
  readonly #signer: Webhook;

  constructor(options: WebhookOptions) {
    this.#options = options;
    this.provider = options.provider;
    this.honoursIdempotencyKey = options.honoursIdempotencyKey;
    this.#signer = new Webhook(options.secret);
    if (options.inquiry !== undefined) this.inquiry = new WebhookInquiry({ ...options, ...options.inquiry });
  }

  async send(message: OutgoingMessage, abort: AbortSignal): Promise<SendResult> {
    if (abort.aborted) throw new ChannelCancelledError(false);
    const { url, callbackUrl, timeoutMs } = this.#options;
    const body = JSON.stringify(webhookMessage(message, callbackUrl));
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.any([abort, timeout]),
        headers: this.#headers(message, body),
        body,
      });
      if (response.ok) return await answerOf(this.provider, response);
      await response.body?.cancel();
      throw this.#refusal(response);
    } catch (error) {
      if (error instanceof ChannelError) throw error;
      if (abort.aborted) throw new ChannelCancelledError(true);
      if (timeout.aborted) throw new ChannelSilentError(this.provider, `nothing within ${timeoutMs} ms`);
      throw this.#lost(error);
    }
  }

  #headers(message: OutgoingMessage, body: string): Record<string, string> {
    const id = headerSafe(message.idempotencyKey);
    const now = new Date();
    return {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': id,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': this.#signer.sign(id, now, body),
    };
  }

  #refusal(response: Response): ChannelError {
    const after = retryAfterMs(response.headers.get('retry-after'), Date.now());
    if (response.status === 429) return new ChannelBusyError(this.provider, after);
    // 408: the request took too long. 409: a request under the same key is still being worked on.
    if (response.status >= 500 || response.status === 408 || response.status === 409) {
      return new ChannelFaultError(this.provider, response.status, after);
    }
    return new ChannelRefusedError(this.provider, response.status);
  }

  #lost(error: unknown): ChannelError {
    const reason = reasonOf(error);
    if (beforeConnect.test(reason)) return new ChannelUnreachableError(this.provider, reason);
    return new ChannelSilentError(this.provider, reason);
  }
}
