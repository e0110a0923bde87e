import type { Happening } from '#customer';
import type { ActivityHouse } from './activity-house.ts';

/** Writes what happened. An outcome that has come, by whatever door, ends its call: its slot is free for the next. */
export async function recordHappened(
  house: ActivityHouse,
  customerId: string,
  happened: readonly Happening[],
): Promise<void> {
  await house.store.happenings.record(customerId, happened);
  if (!house.paces.isAny) return;
  const over = happened.flatMap((one) =>
    one.kind === 'attempt.ended' && one.outcome !== 'unknown' && house.paces.of(one.channel) !== null
      ? [one.attempt]
      : [],
  );
  if (over.length > 0) await house.store.paces.free(customerId, over);
}
