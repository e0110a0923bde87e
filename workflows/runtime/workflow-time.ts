/**
 * The wall as the workflow knows it: inside a workflow the SDK answers `Date.now` from the history, the same at each replay.
 * Asked here and nowhere else, so that nobody has to wonder which clock is meant.
 */
export function workflowTime(): number {
  return Date.now();
}
