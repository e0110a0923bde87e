import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { CustomerEvent } from '#journey';
import { CustomerGroups, inTime } from './customers-of.ts';
import type { CustomerLog } from './customers-of.ts';
import { Partitions, rowsIn } from './partitions.ts';
import { readLog } from './read-log.ts';
import type { LogFile } from './read-log.ts';
import type { RowMapping } from './row-mapping.ts';
import { SeenCustomers } from './seen-customers.ts';

export interface LogProgress {
  readonly doing: 'reading' | 'putting in order' | 'playing';
  /** 0 to 1; null when it is not known. */
  readonly share: number | null;
  readonly rows: number;
}

export interface LogReading {
  readonly log: LogFile;
  readonly mapping: RowMapping;
  readonly take: (customer: CustomerLog) => void;
  readonly progress: (progress: LogProgress) => void;
  readonly interrupted?: AbortSignal;
  /** Bytes of one share of an ungrouped log that are held at once. */
  readonly shareBytes?: number;
}

/**
 * Reads a log whose rows of a customer stand together, one customer in memory. False, as soon as it is seen, when a
 * customer comes back after another: what was given up until then must be forgotten.
 */
export async function readGrouped(reading: LogReading): Promise<boolean> {
  const { mapping, take, progress } = reading;
  const groups = new CustomerGroups(take);
  const seen = new SeenCustomers();
  let last: string | null = null;
  let number = 0;
  for await (const { rows, cells, read } of readLog(reading.log, mapping.columns)) {
    reading.interrupted?.throwIfAborted();
    for (const row of rows) {
      const customerId = mapping.read(row, cells, (number += 1));
      if (customerId === null) continue;
      if (customerId !== last) {
        last = customerId;
        if (!seen.full && !seen.meet(last)) return false;
      }
      mapping.addTo(groups.eventsOf(customerId), customerId);
    }
    progress({ doing: 'reading', share: read, rows: number });
  }
  groups.end();
  return true;
}

/** Reads a log in any order: shares it out over temporary files by customer, then plays share by share. */
export async function readUngrouped(reading: LogReading): Promise<void> {
  const { mapping, progress } = reading;
  const partitions = new Partitions(sharesFor(reading.log.file, reading.shareBytes ?? shareBytes));
  try {
    let number = 0;
    let places: readonly number[] = [];
    for await (const { rows, cells, read } of readLog(reading.log, mapping.columns)) {
      reading.interrupted?.throwIfAborted();
      places = cells;
      for (const row of rows) {
        const customer = mapping.read(row, cells, (number += 1));
        if (customer !== null && typeof row !== 'string')
          partitions.add([customer, number, cells.map((place) => row[place])]);
      }
      progress({ doing: 'putting in order', share: read, rows: number });
    }
    await playShares(
      partitions,
      reading,
      places.map((_, index) => index),
      number,
    );
  } finally {
    partitions.remove();
  }
}

async function playShares(
  partitions: Partitions,
  reading: LogReading,
  cells: readonly number[],
  rows: number,
  seed = 0,
): Promise<void> {
  const files = partitions.close();
  for (const [index, { path, bytes }] of files.entries()) {
    // Ctrl-C is heard between two shares.
    await setImmediate();
    reading.interrupted?.throwIfAborted();
    if (bytes > (reading.shareBytes ?? shareBytes) * 4 && seed < 3) {
      await shareAgain(path, reading, cells, rows, seed + 1);
    } else playShare(path, reading, cells);
    if (seed === 0) reading.progress({ doing: 'playing', share: (index + 1) / files.length, rows });
  }
}

/** A share four times too large: shared out once more. After three rounds it is one customer's own, and must fit. */
async function shareAgain(
  path: string,
  reading: LogReading,
  cells: readonly number[],
  rows: number,
  seed: number,
): Promise<void> {
  const smaller = new Partitions(16, seed);
  try {
    for (const row of rowsIn(path)) smaller.add(row);
    await playShares(smaller, reading, cells, rows, seed);
  } finally {
    smaller.remove();
  }
}

function playShare(path: string, { mapping, take }: LogReading, cells: readonly number[]): void {
  const customers = new Map<string, CustomerEvent[]>();
  for (const [customerId, number, row] of rowsIn(path)) {
    mapping.reread(row, cells, number);
    let events = customers.get(customerId);
    if (events === undefined) customers.set(customerId, (events = []));
    mapping.addTo(events, customerId);
  }
  for (const [customerId, events] of customers) take({ customerId, events: inTime(events) });
}

const shareBytes = 16 << 20;

/** Enough shares that each fits; a packed log is taken to unpack to fifteen times its size. */
function sharesFor(file: string, share: number): number {
  const size = file === '-' ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const unpacked = file.endsWith('.gz') ? size * 15 : size;
  return Math.min(256, Math.max(file === '-' ? 64 : 4, Math.ceil(unpacked / share)));
}
