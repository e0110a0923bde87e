import { deliveredAtOnce } from '#rehearsal';
import type { AnswerModel, Mapping } from '#rehearsal';

/** How the people in a backtest answer, as its mapping says. */
export async function answersOf({ answers = 'delivered' }: Mapping): Promise<AnswerModel> {
  return Promise.resolve(answers === 'delivered' ? deliveredAtOnce : deliveredAtOnce);
}
