import { Webhook } from 'standardwebhooks';
import type { AttemptInDoubt, Inquiry, InquiryReport } from './channel.ts';
import { InquiryFailedError } from './inquiry.error.ts';
import { reportOf } from './provider-answer.ts';
import { reasonOf } from './lost-connection.ts';
import { headerSafe } from './webhook-message.ts';

export interface WebhookInquiryOptions {
  readonly provider: string;
  readonly url: string;
  /** `whsec_…`; signs as in Standard Webhooks. */
  readonly secret: string;
  /** Wall milliseconds. */
  readonly timeoutMs: number;
  readonly afterMs: number;
}

/**
 * Asks a gateway what became of an attempt: a signed POST that names it by our key and by its own reference.
 *
 * Only an outcome that is spelled out in a 2xx counts. A 404 does not: it may as well mean that the address is wrong, and
 * to take that for "never sent" would have every such customer contacted again on the next channel.
 */
export class WebhookInquiry implements Inquiry {
  readonly afterMs: number;
  readonly #options: WebhookInquiryOptions;
  readonly #signer: Webhook;

  constructor(options: WebhookInquiryOptions) {
    this.afterMs = options.afterMs;
    this.#options = options;
    this.#signer = new Webhook(options.secret);
  }

  async reportOn(doubt: AttemptInDoubt, abort: AbortSignal): Promise<InquiryReport> {
    const { provider, url, timeoutMs } = this.#options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await this.#ask(doubt, AbortSignal.any([abort, timeout]));
      if (response.ok) return await reportOf(provider, response);
      await response.body?.cancel();
      const { origin, pathname } = new URL(url);
      throw new InquiryFailedError(provider, `${response.status} from ${origin}${pathname}`);
    } catch (cause) {
      if (cause instanceof InquiryFailedError) throw cause;
      const reason = timeout.aborted ? `nothing within ${timeoutMs} ms` : reasonOf(cause);
      throw new InquiryFailedError(provider, reason, { cause });
    }
  }

  #ask(doubt: AttemptInDoubt, signal: AbortSignal): Promise<Response> {
    const { idempotencyKey, customerId, attempt, channel, reference } = doubt;
    const { url } = this.#options;
    const body = JSON.stringify({ type: 'tendril.inquiry', customerId, attempt, channel, reference });
    const key = headerSafe(idempotencyKey);
    const id = `inquiry/${key}`;
    const now = new Date();
    return fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        // The key under which the message was sent; the id is this question's own.
        'idempotency-key': key,
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': this.#signer.sign(id, now, body),
      },
      body,
    });
  }
}
