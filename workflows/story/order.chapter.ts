import { DAY, HOUR, MINUTE, type Diary } from './diary.ts';

export interface Loan {
  readonly loanId: string;
  readonly amount: number;
  readonly placedAt: number;
}

/** Looks at things, and buys some of them on credit. */
export function shops(diary: Diary, limit: number): readonly Loan[] {
  const { random } = diary;
  const loans: Loan[] = [];
  for (let visits = random.between(1, 3); visits > 0; visits -= 1) {
    const productId = `product-${String(random.between(1, 40))}`;
    const amount = Math.min(limit, random.pick([600, 1_200, 2_400, 4_800, 9_600]));
    diary.pass(random.pick([2 * HOUR, DAY, 6 * DAY])).does('order.page_visited', { productId, amount });
    if (random.chance(0.3)) diary.pass(2 * HOUR).does('order.page_visited', { productId, amount });
    if (!random.chance(0.55)) continue;
    const loan = { loanId: diary.serial('loan'), amount };
    diary.pass(random.chance(0.6) ? 8 * MINUTE : 5 * HOUR);
    diary.does('order.placed', { ...loan, orderId: diary.serial('order'), productId });
    loans.push({ ...loan, placedAt: diary.now });
  }
  return loans;
}
