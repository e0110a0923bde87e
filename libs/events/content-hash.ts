import { createHash } from 'node:crypto';
import type { Json } from '#journey';
import type { StoredEvent } from './stored-event.ts';

/**
 * SHA-256, in hex, over everything upstream has said: the same event sent twice hashes alike, in whatever order its keys
 * come and whenever it arrives. The same `source` and `id` with another hash is a conflict.
 */
export function contentHash(event: StoredEvent): string {
  const { id, source, type, customerId, occurredAt, properties, historical = false } = event;
  const said = { id, source, type, customerId, occurredAt, properties, historical };
  return createHash('sha256').update(canonical(said)).digest('hex');
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as { readonly [key: string]: Json });
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
