import { describe, expect, it } from '@jest/globals';
import { offsetTable } from '#clock';
import { localTime } from '#journey';
import { ZoneTables } from './zone-tables.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-06-15T13:45:00Z');

describe('the table of a zone', () => {
  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'UTC'])(
    '%s holds from 90 days back to 400 days ahead',
    (zone) => {
      const table = new ZoneTables().of(zone, now);
      const whole = offsetTable(zone, now - 1_000 * DAY, now + 1_000 * DAY);
      for (let at = now - 90 * DAY; at <= now + 399 * DAY; at += DAY / 8) {
        expect(localTime(table, at)).toBe(localTime(whole, at));
      }
    },
  );

  it('is built once a day', () => {
    const tables = new ZoneTables();
    const table = tables.of('Europe/Berlin', now);
    expect(tables.of('Europe/Berlin', now + 3_600_000)).toBe(table);
    expect(tables.of('Europe/Berlin', now + DAY)).not.toBe(table);
  });
});
