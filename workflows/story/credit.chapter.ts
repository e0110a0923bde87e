import { stalls } from './beginning.chapter.ts';
import { DAY, HOUR, MINUTE, type Diary } from './diary.ts';

/** Applies for credit and is told yes or no. The limit in yuan or euros; null: no credit. */
export function applies(diary: Diary): number | null {
  const { random } = diary;
  const applicationId = diary.serial('application');
  const amount = random.pick([5_000, 8_000, 10_000, 20_000, 50_000, 80_000]);
  diary.pass(random.chance(0.6) ? 20 * MINUTE : 2 * DAY).does('credit.started', { applicationId, amount });
  if (random.chance(0.12)) return null;
  if (random.chance(0.04)) {
    diary.pass(5 * HOUR).does('credit.withdrawn', { applicationId });
    return null;
  }
  diary.pass(stalls(diary, 0.3) ? 20 * HOUR : 15 * MINUTE).does('credit.submitted', { applicationId, amount });

  const decidedAt = diary.now + (random.chance(0.15) ? random.delay(3 * DAY) : random.delay(20 * MINUTE));
  diary.now = decidedAt;
  if (random.chance(0.2)) {
    diary.notes(decidedAt, 'core', 'credit.rejected', { applicationId, reason: 'score' });
    return null;
  }
  const limit = Math.round(amount * random.pick([0.5, 0.8, 1, 1]));
  diary.notes(decidedAt, 'core', 'credit.approved', { applicationId, limit });
  if (!random.chance(0.25)) return limit;
  diary.pass(4 * DAY).notes(diary.now, 'core', 'limit.raised', { applicationId, limit: limit * 2, previous: limit });
  return limit * 2;
}
