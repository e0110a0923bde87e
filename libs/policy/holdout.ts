import { shareOf } from '#journey';

export interface Holdout {
  readonly percent: number;
  readonly salt: string;
}

/** Is this customer one of the percent who are never touched? The same answer for as long as the salt stays. */
export function isHeldOut(customerId: string, holdout: Holdout): boolean {
  return shareOf(holdout.salt, customerId) * 100 < holdout.percent;
}
