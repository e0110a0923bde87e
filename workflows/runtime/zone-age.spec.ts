import { expect, it } from '@jest/globals';
import { isWornOut } from './zone-age.ts';

const DAY = 86_400_000;
const built = Date.parse('2026-01-01T00:00Z');
const changes = [[built - 90 * DAY, 60]] as const;
const edge = built + 200 * DAY;

it.each([
  { table: 'of today', of: { iana: '2025c' }, at: built, iana: '2025c', wornOut: false },
  { table: 'of 200 days ago', of: { iana: '2025c' }, at: edge, iana: '2025c', wornOut: false },
  { table: 'of more than 200 days ago', of: { iana: '2025c' }, at: edge + 1, iana: '2025c', wornOut: true },
  { table: 'of earlier time zone data', of: { iana: '2025c' }, at: built, iana: '2026a', wornOut: true },
  { table: 'from before its data was told', of: {}, at: built, iana: '2026a', wornOut: true },
  { table: 'in a history from before', of: {}, at: built, iana: undefined, wornOut: false },
  { table: 'that is empty, UTC', of: { changes: [] }, at: edge + 1, iana: undefined, wornOut: false },
])('a table $table: worn out? $wornOut', ({ of, at, iana, wornOut }) => {
  expect(isWornOut({ zone: 'Europe/Berlin', changes, ...of }, at, iana)).toBe(wornOut);
});
