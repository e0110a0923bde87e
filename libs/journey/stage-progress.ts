import type { StageProgress } from './state.ts';

type Plain = Omit<StageProgress, 'touched' | 'over'>;

/** A stage with its stalls whose touch or activity stands and those that are over; an empty list is left out, as states are kept small. */
export function progressWith(
  plain: Plain,
  touched: readonly number[] | undefined,
  over: readonly number[] | undefined,
): StageProgress {
  const { enteredAt, doneAt, entries, reenteredAt } = plain;
  const progress: { -readonly [Member in keyof StageProgress]: StageProgress[Member] } = { enteredAt, doneAt, entries };
  if (reenteredAt !== undefined) progress.reenteredAt = reenteredAt;
  if (touched !== undefined && touched.length > 0) progress.touched = touched;
  if (over !== undefined && over.length > 0) progress.over = over;
  return progress;
}

/** The stall has fired or is resolved; `touch`: and its touch, or activity, stands. */
export function stallOver(progress: StageProgress, stall: number, touch: boolean): StageProgress {
  const touched = touch ? including(progress.touched, stall) : progress.touched?.filter((other) => other !== stall);
  return progressWith(progress, touched, including(progress.over, stall));
}

function including(numbers: readonly number[] | undefined, number: number): readonly number[] {
  if (numbers === undefined) return [number];
  return numbers.includes(number) ? numbers : [...numbers, number];
}
