/** Fields that tell who somebody is, or that open a door; compared without case, hyphens and underscores. */
const personal = new Set([
  'address',
  'addresses',
  'apikey',
  'authorization',
  'body',
  'cookie',
  'databaseurl',
  'email',
  'firstname',
  'fullname',
  'idnumber',
  'lastname',
  'mobile',
  'name',
  'password',
  'phone',
  'properties',
  'rawbody',
  'recipient',
  'secret',
  'secrets',
  'text',
  'token',
  'variables',
  'webhooksignature',
]);

const deepest = 8;

/** A copy of what is to be logged, every field that may be personal struck out. */
export function withoutPersonal(facts: Record<string, unknown>): Record<string, unknown> {
  return struck(facts, 0) as Record<string, unknown>;
}

function struck(value: unknown, depth: number): unknown {
  // An error is told by its serializer, which takes known fields only.
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth === deepest) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => struck(item, depth + 1));
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      personal.has(key.toLowerCase().replaceAll(/[-_]/g, '')) && item !== null && item !== undefined
        ? '[struck out]'
        : struck(item, depth + 1),
    ]),
  );
}
