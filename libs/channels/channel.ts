import type { Instant, Purpose } from '#journey';
import type { Disposition, Outcome } from '#policy';

/** The port: how one message or call leaves the house. One file per adapter implements it. */
export interface Channel {
  /** The adapter's name: `webhook`, `sandbox`. */
  readonly adapter: string;
  /** The provider's name, for stops and pacing. */
  readonly provider: string;
  /**
   * Does the provider honour an idempotency key? If so a dispatch interrupted by a crash is retried under the same key;
   * if not it is tried once, and after a crash its outcome is `unknown`.
   */
  readonly honoursIdempotencyKey: boolean;
  /** How this provider is asked what became of an attempt; absent: it cannot be. */
  readonly inquiry?: Inquiry;
  /** Thrown errors are `ChannelError`s: `retryable` when nothing can have gone out, or the key makes a retry safe. */
  send(message: OutgoingMessage, abort: AbortSignal): Promise<SendResult>;
}

export interface OutgoingMessage {
  /** `customer/attempt`: unique over all customers. */
  readonly idempotencyKey: string;
  readonly customerId: string;
  /** The attempt's id, unique per customer; a provider's callback names it. */
  readonly attempt: string;
  /** The channel's word: `sms`, `call`, `push`, … */
  readonly channel: string;
  /** Phone number, e-mail address, device token; null for a channel that knows the customer by id. */
  readonly address: string | null;
  readonly language: string;
  readonly purpose: Purpose;
  readonly template: string;
  readonly text: string;
  readonly journey: string | null;
  readonly touch: string;
  /** Business time of the verdict that lets it go: the same in every try. */
  readonly at: Instant;
}

export type SendResult =
  | { readonly kind: 'accepted'; readonly reference: string | null }
  | {
      readonly kind: 'outcome';
      readonly outcome: Outcome;
      readonly disposition: Disposition | null;
      readonly detail: string | null;
      /** Where the provider gave one: what more it learns (an answer, an unsubscription) it may tell under this name. */
      readonly reference?: string;
    };

export interface Inquiry {
  /** Business milliseconds after the dispatch, before which nobody need ask: callbacks are quicker as a rule. */
  readonly afterMs: number;
  /** Thrown when the provider gives no answer that can be read: `InquiryFailedError`. */
  reportOn(attempt: AttemptInDoubt, abort: AbortSignal): Promise<InquiryReport>;
}

/** An attempt whose outcome is not known. */
export interface AttemptInDoubt {
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly attempt: string;
  readonly channel: string;
  /** The provider's own name for it, where it gave one. */
  readonly reference: string | null;
  readonly begunAt: Instant;
  /** Business time of the question. */
  readonly at: Instant;
}

export type InquiryReport =
  /** The provider does not know, or not yet. */
  | { readonly kind: 'not known' }
  | {
      readonly kind: 'outcome';
      readonly outcome: Exclude<Outcome, 'pending' | 'unknown'>;
      readonly disposition: Disposition | null;
      readonly detail: string | null;
      /** ISO 8601 with offset; null: the provider does not say. */
      readonly occurredAt: string | null;
    };
