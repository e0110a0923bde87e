import { createHash } from 'node:crypto';
import type { AttemptInDoubt, Channel, Inquiry, InquiryReport, OutgoingMessage, SendResult } from './channel.ts';
import { sandboxAnswer } from './sandbox-answer.ts';

/** An outcome that comes after the dispatch, as the front door takes it: a `channel.outcome` event. */
export interface LateAnswer {
  readonly id: string;
  readonly source: string;
  readonly type: 'channel.outcome';
  readonly customerId: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly properties: {
    readonly attempt: string;
    readonly outcome: string;
    readonly disposition?: string;
  };
}

export interface SandboxOptions {
  readonly provider: string;
  readonly seed: string;
  readonly honoursIdempotencyKey: boolean;
  readonly inquiry: { readonly afterMs: number };
  /** Absent: answers at once. Otherwise accepts, and hands over the answer when its business time has come. */
  readonly later?: SandboxLater;
}

export interface SandboxLater {
  /** Resolves when so much business time has gone by. */
  wait(businessMs: number): Promise<void>;
  answer(late: LateAnswer): Promise<void>;
  /** Told when an answer could not be handed over; its attempt stays without an outcome, as with any provider. */
  lost(error: unknown): void;
}

/** Sends nothing, and answers as people do. For demos and tests; refused in production. */
export class SandboxChannel implements Channel {
  readonly adapter = 'sandbox';
  readonly provider: string;
  readonly honoursIdempotencyKey: boolean;
  readonly inquiry: Inquiry;
  readonly #options: SandboxOptions;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.provider = options.provider;
    this.honoursIdempotencyKey = options.honoursIdempotencyKey;
    this.inquiry = { ...options.inquiry, reportOn: (doubt) => Promise.resolve(this.#reportOn(doubt)) };
  }

  send(message: OutgoingMessage): Promise<SendResult> {
    const { outcome, disposition } = sandboxAnswer(message.idempotencyKey, message.channel, this.#options.seed);
    const { later } = this.#options;
    if (later === undefined) return Promise.resolve({ kind: 'outcome', outcome, disposition, detail: null });
    void this.#answerLater(message, later);
    return Promise.resolve({ kind: 'accepted', reference: message.idempotencyKey });
  }

  /** The same answer as by callback, and no sooner: a process that was to tell it may have died. */
  #reportOn({ idempotencyKey, channel, begunAt, at }: AttemptInDoubt): InquiryReport {
    const { outcome, disposition, afterMs } = sandboxAnswer(idempotencyKey, channel, this.#options.seed);
    if (outcome === 'unknown' || begunAt + afterMs > at) return { kind: 'not known' };
    const occurredAt = new Date(begunAt + afterMs).toISOString();
    return { kind: 'outcome', outcome, disposition, detail: null, occurredAt };
  }

  async #answerLater(message: OutgoingMessage, later: SandboxLater): Promise<void> {
    const answer = sandboxAnswer(message.idempotencyKey, message.channel, this.#options.seed);
    try {
      await later.wait(answer.afterMs);
      await later.answer({
        id: createHash('sha256').update(message.idempotencyKey).digest('hex').slice(0, 32),
        source: `callback:${message.channel}:${this.provider}`,
        type: 'channel.outcome',
        customerId: message.customerId,
        occurredAt: new Date(message.at + answer.afterMs).toISOString(),
        properties: {
          attempt: message.attempt,
          outcome: answer.outcome,
          ...(answer.disposition === null ? {} : { disposition: answer.disposition }),
        },
      });
    } catch (error) {
      later.lost(error);
    }
  }
}
