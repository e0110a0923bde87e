import type { BusRecord, OutgoingRecord } from '#bus';
import { isGood } from '#intake';
import type { Acceptance, AcceptEvents } from '#intake';
import type { DeadLetterRepository } from '#store';
import { deadLetterOf } from './dead-letter.ts';

export interface KafkaDoorOptions {
  readonly accept: Pick<AcceptEvents, 'accept'>;
  readonly letters: Pick<DeadLetterRepository, 'add'>;
  /** Writes to the topic that mirrors the dead letters. */
  readonly mirror: (records: readonly OutgoingRecord[]) => Promise<void>;
  readonly now: () => Promise<number>;
  /** What came of the records that were handed over at `since`, by `performance.now()`. */
  readonly count: (acceptances: readonly Acceptance[], since: number) => void;
  readonly countLetters: (letters: number) => void;
}

/**
 * Takes in records of the topic: the good ones through the one use case, the bad ones into the dead letters. Throws only when
 * a server is away, and then none of the records may be committed.
 */
export class KafkaDoor {
  readonly #options: KafkaDoorOptions;

  constructor(options: KafkaDoorOptions) {
    this.#options = options;
  }

  async take(records: readonly BusRecord[]): Promise<void> {
    const { accept, letters, mirror, now, count, countLetters } = this.#options;
    const since = performance.now();
    const acceptances = await accept.accept(records.map(({ value }) => ({ bytes: value })));
    const bad = records.flatMap((record, nth) => {
      const acceptance = acceptances[nth];
      return acceptance === undefined || isGood(acceptance) ? [] : [{ record, acceptance }];
    });
    if (bad.length > 0) {
      const receivedAt = await now();
      const dead = bad.map(({ record, acceptance }) => deadLetterOf(record, acceptance, receivedAt));
      await letters.add(dead.map(({ letter }) => letter));
      await mirror(dead.map(({ mirrored }) => mirrored));
      countLetters(dead.length);
    }
    count(acceptances, since);
  }
}
