import type { CustomerEvent } from '#journey';
import type { MappedRow } from './row-mapping.ts';

/** All events of one customer, in the order of their instants; rows of one instant keep the log's order. */
export interface CustomerLog {
  readonly customerId: string;
  readonly events: readonly CustomerEvent[];
}

/** Takes rows in the log's order and gives up a customer when the next one begins. Holds one customer. */
export class CustomerGroups {
  private customerId: string | null = null;
  private rows: MappedRow[] = [];

  constructor(private readonly take: (customer: CustomerLog) => void) {}

  add(row: MappedRow): void {
    if (row.customerId !== this.customerId) {
      this.end();
      this.customerId = row.customerId;
    }
    this.rows.push(row);
  }

  end(): void {
    if (this.customerId !== null && this.rows.length > 0) this.take(inTime(this.customerId, this.rows));
    this.rows = [];
    this.customerId = null;
  }
}

/** By the instant, never by its text: a log mixes offsets. Array sort is stable. */
export function inTime(customerId: string, rows: MappedRow[]): CustomerLog {
  let sorted = true;
  for (let index = 1; index < rows.length && sorted; index += 1) {
    sorted = (rows[index - 1] as MappedRow).at <= (rows[index] as MappedRow).at;
  }
  if (!sorted) rows.sort((one, other) => one.at - other.at);
  return { customerId, events: rows.flatMap((row) => row.events) };
}
