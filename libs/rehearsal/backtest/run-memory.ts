import type { Instant, Run } from '#journey';

/** What is remembered of a run while its customer is being played: by the places of the stages. */
export class RunMemory {
  /** Rebuilt for a customer who was put aside. */
  static of({ startedAt, stages }: Run): RunMemory {
    const memory = new RunMemory(startedAt);
    stages.forEach(({ enteredAt, doneAt }, place) => {
      if (enteredAt !== null) memory.enteredAt[place] = enteredAt;
      if (doneAt !== null) memory.done[place] = true;
    });
    return memory;
  }

  readonly enteredAt: (Instant | undefined)[] = [];
  readonly done: (true | undefined)[] = [];

  constructor(readonly startedAt: Instant) {}
}
