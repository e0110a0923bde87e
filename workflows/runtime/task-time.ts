/**
 * When the workflow task began, or the local activity ended that it waited for: what the SDK answers for `Date.now` inside a
 * workflow. Asked here and nowhere else, because a replay may be told a later one (see BusinessTime): it may say how long
 * a timer is to run, which is not compared, and what is shown or kept; nothing is decided by it.
 */
export function taskTime(): number {
  return Date.now();
}
