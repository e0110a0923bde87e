import type { BusRecord, OutgoingRecord } from '#bus';
import type { Acceptance } from '#intake';
import type { NewDeadLetter } from '#store';

export interface DeadLetterPair {
  readonly letter: NewDeadLetter;
  readonly mirrored: OutgoingRecord;
}

/** The record as it came, where it lay, and everything that is wrong with it; for the table and for the mirroring topic. */
export function deadLetterOf(record: BusRecord, acceptance: Acceptance, receivedAt: number): DeadLetterPair {
  const faults = 'faults' in acceptance ? acceptance.faults.map(({ path, message }) => ({ path, message })) : [];
  const { topic, partition, offset, key, value } = record;
  return {
    letter: { door: 'kafka', topic, partition, offset, key, bytes: value, faults, receivedAt },
    mirrored: {
      key,
      value: value ?? new Uint8Array(),
      headers: {
        topic,
        partition: String(partition),
        offset,
        status: acceptance.status,
        faults: JSON.stringify(faults.slice(0, mostFaultsInHeader)),
      },
    },
  };
}

/** Headers count towards the broker's limit; the table holds all faults. */
const mostFaultsInHeader = 20;
