import { createHash } from 'node:crypto';
import type { CustomerEvent } from '#journey';

export type HashedContent = Pick<CustomerEvent, 'type' | 'customerId' | 'occurredAt' | 'properties' | 'historical'>;

/** What tells a repeat from a conflict: SHA-256 of the content, whatever the order of its keys; when it was received is no part of it. */
export function contentHashOf(event: HashedContent): string {
  const { type, customerId, occurredAt, properties, historical } = event;
  return createHash('sha256')
    .update(canonical([type, customerId, occurredAt, historical ?? false, properties]))
    .digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`;
}
