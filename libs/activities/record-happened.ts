import type { Happening } from '#customer';
import type { ActivityHouse } from './activity-house.ts';
import { measure } from './measure.ts';

type House = Parameters<typeof measure>[0] &
  Pick<ActivityHouse, 'paces'> & {
    readonly store: {
      readonly happenings: Pick<ActivityHouse['store']['happenings'], 'record'>;
      readonly paces: Pick<ActivityHouse['store']['paces'], 'free'>;
    };
  };

/** Writes and measures what happened. An outcome that has come, by whatever door, ends its call: its slot is free for the next. */
export async function recordHappened(house: House, customerId: string, happened: readonly Happening[]): Promise<void> {
  await house.store.happenings.record(customerId, happened);
  measure(house, happened, house.clock.now());
  if (!house.paces.isAny) return;
  const over = happened.flatMap((one) =>
    one.kind === 'attempt.ended' && one.outcome !== 'unknown' && house.paces.of(one.channel) !== null
      ? [one.attempt]
      : [],
  );
  if (over.length > 0) await house.store.paces.free(customerId, over);
}
