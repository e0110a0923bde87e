import { DAY, HOUR, MINUTE, type Diary } from './diary.ts';
import type { Loan } from './order.chapter.ts';

const BILLS = 3;

/** Pays a loan back in three bills: early, late, in parts, or not. */
export function repays(diary: Diary, loan: Loan): void {
  const amount = Math.round((loan.amount / BILLS) * 103) / 100;
  let settledAt = loan.placedAt;
  for (let month = 1; month <= BILLS; month += 1) {
    const dueDay = diary.midnightOf(loan.placedAt) + month * 30 * DAY;
    const paidAt = settles({ diary, loan, amount, dueDay });
    if (paidAt === null) return;
    settledAt = Math.max(settledAt, paidAt);
  }
  diary.notes(settledAt + MINUTE, 'core', 'loan.paid_off', { loanId: loan.loanId });
  diary.now = Math.max(diary.now, settledAt + MINUTE);
}

interface Bill {
  readonly diary: Diary;
  readonly loan: Loan;
  readonly amount: number;
  readonly dueDay: number;
}

/** When the bill was settled; null: never. */
function settles({ diary, loan: { loanId }, amount, dueDay }: Bill): number | null {
  const { random } = diary;
  const bill = { billId: diary.serial('bill'), loanId };
  const dueOn = diary.dayOf(dueDay + 12 * HOUR);
  diary.notes(dueDay - 10 * DAY + 9 * HOUR, 'core', 'bill.issued', { ...bill, amount, dueOn });
  diary.notes(dueDay, 'core', 'bill.due', { ...bill, amount, dueOn });
  if (random.chance(0.04)) {
    diary.notes(dueDay + DAY + HOUR, 'core', 'customer.flagged', { flag: 'overdue' });
    return null;
  }
  let at = paymentMoment(diary, dueDay);
  const late = at >= dueDay + DAY + HOUR;
  if (late) diary.notes(dueDay + DAY + HOUR, 'core', 'customer.flagged', { flag: 'overdue' });
  if (random.chance(0.15)) {
    const part = Math.round(amount * 40) / 100;
    diary.notes(at, 'core', 'repayment.received', { ...bill, amount: part, remaining: cents(amount - part) });
    at += random.delay(5 * DAY);
    diary.notes(at, 'core', 'repayment.received', { ...bill, amount: cents(amount - part), remaining: 0 });
  } else diary.notes(at, 'core', 'repayment.received', { ...bill, amount, remaining: 0 });
  if (late) diary.notes(at + MINUTE, 'core', 'customer.unflagged', { flag: 'overdue' });
  return at;
}

function paymentMoment({ random, person }: Diary, dueDay: number): number {
  const daytime = random.between(8 * 60, 22 * 60) * MINUTE;
  if (random.chance(0.55 + 0.4 * person.diligence)) return dueDay - random.between(0, 7) * DAY + daytime;
  return dueDay + random.between(1, 20) * DAY + daytime;
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
