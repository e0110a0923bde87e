import type { Instant, Run } from '#journey';

/** What of a run that is put aside its state does not tell: plain JSON. */
export interface RunMarks {
  /** A touch of it was sent, or a requested contact about its subject. */
  touched?: true;
  /** Stalls that have fired, `stage/stall`. */
  fired?: readonly string[];
}

/** What is remembered of a run while its customer is being played: by the places of the stages. */
export class RunMemory {
  /** Rebuilt for a customer who was put aside. */
  static of({ startedAt, arm, holdout, stages }: Run, marks: RunMarks = {}): RunMemory {
    const memory = new RunMemory(startedAt, groupOf(arm, holdout), marks);
    stages.forEach(({ enteredAt, doneAt }, place) => {
      if (enteredAt !== null) memory.enteredAt[place] = enteredAt;
      if (doneAt !== null) memory.done[place] = true;
    });
    return memory;
  }

  readonly enteredAt: (Instant | undefined)[] = [];
  readonly done: (true | undefined)[] = [];

  constructor(
    readonly startedAt: Instant,
    /** The arm of the experiment, or `holdout`; null where a journey has neither. */
    readonly group: string | null,
    readonly marks: RunMarks = {},
  ) {}

  /** True the first time. */
  fires(stall: string): boolean {
    const { fired = [] } = this.marks;
    if (fired.includes(stall)) return false;
    this.marks.fired = [...fired, stall];
    return true;
  }
}

export function groupOf(arm: string | null, holdout: boolean): string | null {
  return holdout ? 'holdout' : arm;
}
