import type { Instant } from '#journey';

/** What was found while rows were read: told at the end, so that a wrong mapping does not pass for a quiet log. */
export class RowCounts {
  rows = 0;
  unreadable = 0;
  withoutCustomer = 0;
  withoutTime = 0;
  outsideTime = 0;
  wrongValues = 0;
  firstAt: Instant = Infinity;
  lastAt: Instant = -Infinity;
  readonly firstFaults: string[] = [];

  fault(row: number, sentence: string): void {
    if (this.firstFaults.length < 5) this.firstFaults.push(`Row ${row} ${sentence}.`);
  }
}
