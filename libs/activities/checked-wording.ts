import type { Dispatch } from '#customer';
import { checkContent } from '#policy';
import type { ActivityHouse } from './activity-house.ts';
import { ContentRefusedError } from './content.error.ts';

/**
 * The words of a dispatch, looked at as they go out: filled in, because a value may say what no text may, and by the policy
 * as it is now, because the catalogue was linted under an earlier one. Thrown: ContentRefusedError.
 */
export async function checkedWording(
  house: Pick<ActivityHouse, 'texts' | 'policy'>,
  order: Dispatch,
  language: string,
): Promise<string> {
  const { text, variables } = house.texts.wordingOf(order, language);
  const { purpose } = order.touch;
  const { channel } = order.attempt;
  const faults = checkContent({ purpose, channel, language, text, variables }, await house.policy());
  if (faults.length > 0) throw new ContentRefusedError(faults);
  return text;
}
