import type { DeadLetter, DeadLetterRepository } from '#store';
import type { BusinessClock } from '#clock';
import type { AcceptEvents } from './accept-events.ts';
import { isGood } from './acceptance.ts';
import type { Acceptance } from './acceptance.ts';

export interface Replayed {
  readonly letter: DeadLetter;
  readonly acceptance: Acceptance;
}

/** Offers dead letters to the door again: after a schema was widened, or a limit was raised. Those taken are marked. */
export class ReplayDeadLetters {
  readonly #letters: Pick<DeadLetterRepository, 'markReplayed'>;
  readonly #door: Pick<AcceptEvents, 'accept'>;
  readonly #clock: Pick<BusinessClock, 'refresh'>;

  constructor(
    letters: Pick<DeadLetterRepository, 'markReplayed'>,
    door: Pick<AcceptEvents, 'accept'>,
    clock: Pick<BusinessClock, 'refresh'>,
  ) {
    this.#letters = letters;
    this.#door = door;
    this.#clock = clock;
  }

  /** Thrown when: the store or Temporal does not answer; then none of these is marked. */
  async replay(letters: readonly DeadLetter[]): Promise<Replayed[]> {
    const acceptances = await this.#door.accept(letters.map(({ bytes }) => ({ bytes })));
    const replayed = letters.flatMap((letter, nth) => {
      const acceptance = acceptances[nth];
      return acceptance === undefined ? [] : [{ letter, acceptance }];
    });
    const taken = replayed.filter(({ acceptance }) => isGood(acceptance)).map(({ letter }) => letter.id);
    if (taken.length > 0) await this.#letters.markReplayed(taken, await this.#clock.refresh());
    return replayed;
  }
}
