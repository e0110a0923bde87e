import type { Instant, Run } from '#journey';

/** What is remembered of a run while its customer is being played: by the places of the stages. */
export class RunMemory {
  /** Rebuilt for a customer who was put aside. */
  static of({ startedAt, stages }: Run, touched: boolean): RunMemory {
    const memory = new RunMemory(startedAt);
    memory.touched = touched;
    stages.forEach(({ enteredAt, doneAt }, place) => {
      if (enteredAt !== null) memory.enteredAt[place] = enteredAt;
      if (doneAt !== null) memory.done[place] = true;
    });
    return memory;
  }

  readonly enteredAt: (Instant | undefined)[] = [];
  readonly done: (true | undefined)[] = [];
  /** A touch of it was sent, or a requested contact about its subject. */
  touched = false;

  constructor(readonly startedAt: Instant) {}
}
