import { createHash } from 'node:crypto';
import { askable, OUTCOME_WITHIN_MS, type Channels, type InquiryReport } from '#channels';
import type { BusinessClock } from '#clock';
import type { AttemptToAskAbout, InquiryCount, InquiryRepository } from '#store';
import type { AcceptEvents } from './accept-events.ts';

export interface InquirerOptions {
  readonly inquiries: Pick<InquiryRepository, 'claim' | 'waiting'>;
  /** All channels of the process; those that cannot be asked are passed over. */
  readonly channels: Channels;
  readonly accept: Pick<AcceptEvents, 'accept'>;
  readonly clock: Pick<BusinessClock, 'refresh'>;
  /** So many questions are under way at once. */
  readonly atOnce: number;
  /** So many are asked in one round at most: a provider that comes back after an outage is not flooded. */
  readonly atMost: number;
  /** Told of each question that got no answer, and of each answer that was not taken. */
  readonly failed: (error: unknown, channel: string) => void;
}

export interface InquiryRound {
  readonly asked: number;
  /** Outcomes that were learnt and taken in. */
  readonly learnt: number;
}

interface Answer {
  readonly channel: string;
  readonly event: ReturnType<typeof outcomeEvent>;
}

/**
 * Asks providers what became of attempts whose outcome is not known, and takes their answers in by the one door of all
 * events, as if they had called back. Nothing is ever dispatched again. What nobody knows when the wait for an outcome is
 * over stays unknown, counts, and is not asked about any more.
 *
 * Decision: who asks? Options: (a) the customer's workflow, on its timer; (b) a sweep over the rows of dispatches. (a) costs
 * history for every attempt that waits for a callback, and keeps workflows alive whose last word is spoken. So (b). Each
 * question is claimed by moving its next one ahead (`FOR UPDATE SKIP LOCKED`), so any number of processes share the work, and
 * one that dies loses a question, not an attempt.
 */
export class Inquirer {
  readonly #options: InquirerOptions;
  readonly #askable: readonly string[];

  constructor(options: InquirerOptions) {
    this.#options = options;
    this.#askable = askable(options.channels);
  }

  /**
   * `stopping`: no more questions then, none is waited for, and what was learnt is taken in.
   *
   * Thrown when: the store's `StoreUnavailable`, or `SignalUnavailable`; what was not learnt is asked again.
   */
  async round(stopping: AbortSignal): Promise<InquiryRound> {
    const { inquiries, clock, accept, atMost: limit } = this.#options;
    const at = await clock.refresh();
    const due = await inquiries.claim({ at, channels: this.#askable, withinMs: OUTCOME_WITHIN_MS, limit });
    const answers = await this.#askAll(due, at, stopping);
    if (answers.length === 0) return { asked: due.length, learnt: 0 };
    const acceptances = await accept.accept(answers.map(({ event }) => ({ json: event })));
    let learnt = 0;
    for (const [nth, { status, ...said }] of acceptances.entries()) {
      // The same answer a second time, at another instant, is a conflict: the first counts.
      if (status !== 'rejected') learnt += 1;
      else this.#options.failed(said, answers[nth]?.channel ?? '');
    }
    return { asked: due.length, learnt };
  }

  /** Of how many attempts, by channel, a provider is to be asked now. Thrown when: the store's `StoreUnavailable`. */
  async waiting(): Promise<readonly InquiryCount[]> {
    const at = await this.#options.clock.refresh();
    return this.#options.inquiries.waiting({ at, channels: this.#askable });
  }

  async #askAll(due: readonly AttemptToAskAbout[], at: number, stopping: AbortSignal): Promise<Answer[]> {
    const answers: Answer[] = [];
    const left = [...due];
    const lane = async () => {
      for (let doubt = left.shift(); doubt !== undefined && !stopping.aborted; doubt = left.shift()) {
        const answer = await this.#ask(doubt, at, stopping);
        if (answer !== null) answers.push(answer);
      }
    };
    await Promise.all(Array.from({ length: this.#options.atOnce }, lane));
    return answers;
  }

  async #ask(doubt: AttemptToAskAbout, at: number, stopping: AbortSignal): Promise<Answer | null> {
    try {
      const { inquiry } = this.#options.channels.of(doubt.channel);
      const idempotencyKey = `${doubt.customerId}/${doubt.attempt}`;
      const report = (await inquiry?.reportOn({ ...doubt, idempotencyKey, at }, stopping)) ?? { kind: 'not known' };
      return report.kind === 'outcome' ? { channel: doubt.channel, event: outcomeEvent(doubt, report, at) } : null;
    } catch (error) {
      if (!stopping.aborted) this.#options.failed(error, doubt.channel);
      return null;
    }
  }
}

/** The same answer has the same id, whoever asked. */
function outcomeEvent(
  { customerId, attempt, channel, provider }: AttemptToAskAbout,
  { outcome, disposition, detail, occurredAt }: Extract<InquiryReport, { kind: 'outcome' }>,
  at: number,
) {
  const told = JSON.stringify([customerId, attempt, outcome, disposition]);
  return {
    id: createHash('sha256').update(told).digest('hex').slice(0, 32),
    source: `inquiry:${channel}:${provider}`,
    type: 'channel.outcome',
    customerId,
    occurredAt: occurredAt ?? new Date(at).toISOString(),
    properties: {
      attempt,
      outcome,
      ...(disposition !== null && { disposition }),
      ...(detail !== null && { detail }),
    },
  };
}
