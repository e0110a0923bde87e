import { describe, expect, it } from '@jest/globals';
import { ianaVersion, isZone, offsetTable, UnknownZoneError } from './index.ts';

const at = (text: string) => Date.parse(text);

describe('the offsets of a zone', () => {
  it.each<{ zone: string; from: string; to: string; changes: readonly (readonly [string, number])[] }>([
    { zone: 'UTC', from: '2026-01-01T00:00Z', to: '2027-01-01T00:00Z', changes: [['2026-01-01T00:00Z', 0]] },
    {
      zone: 'Asia/Shanghai',
      from: '2026-01-01T00:00Z',
      to: '2027-01-01T00:00Z',
      changes: [['2026-01-01T00:00Z', 480]],
    },
    {
      zone: 'Europe/Amsterdam',
      from: '2011-10-01T00:00Z',
      to: '2012-04-01T00:00Z',
      changes: [
        ['2011-10-01T00:00Z', 120],
        ['2011-10-30T01:00Z', 60],
        ['2012-03-25T01:00Z', 120],
      ],
    },
    {
      zone: 'Europe/Rome',
      from: '2000-01-01T00:00Z',
      to: '2001-01-01T00:00Z',
      changes: [
        ['2000-01-01T00:00Z', 60],
        ['2000-03-26T01:00Z', 120],
        ['2000-10-29T01:00Z', 60],
      ],
    },
    {
      zone: 'America/New_York',
      from: '2026-01-01T00:00Z',
      to: '2027-01-01T00:00Z',
      changes: [
        ['2026-01-01T00:00Z', -300],
        ['2026-03-08T07:00Z', -240],
        ['2026-11-01T06:00Z', -300],
      ],
    },
    {
      zone: 'Australia/Lord_Howe',
      from: '2026-01-01T00:00Z',
      to: '2027-01-01T00:00Z',
      changes: [
        ['2026-01-01T00:00Z', 660],
        ['2026-04-04T15:00Z', 630],
        ['2026-10-03T15:30Z', 660],
      ],
    },
    {
      zone: 'Pacific/Apia',
      from: '2011-12-01T00:00Z',
      to: '2012-01-31T00:00Z',
      changes: [
        ['2011-12-01T00:00Z', -600],
        ['2011-12-30T10:00Z', 840],
      ],
    },
    {
      zone: 'Asia/Kathmandu',
      from: '2026-01-01T00:00Z',
      to: '2026-02-01T00:00Z',
      changes: [['2026-01-01T00:00Z', 345]],
    },
  ])('$zone from $from to $to', ({ zone, from, to, changes }) => {
    expect(offsetTable(zone, at(from), at(to))).toEqual({
      zone,
      iana: process.versions.tz,
      changes: changes.map(([when, east]) => [at(when), east]),
    });
  });

  it.each([
    { edge: 'a change at the very end is told', from: '2026-03-01T00:00Z', to: '2026-03-29T01:00Z', rows: 2 },
    {
      edge: 'a change a millisecond past the end is not',
      from: '2026-03-01T00:00Z',
      to: '2026-03-29T00:59:59.999Z',
      rows: 1,
    },
    {
      edge: 'a change at the very beginning is the first row',
      from: '2026-03-29T01:00Z',
      to: '2026-04-01T00:00Z',
      rows: 1,
    },
    {
      edge: 'a beginning in the middle of a minute',
      from: '2026-03-29T00:59:30.500Z',
      to: '2026-04-01T00:00Z',
      rows: 2,
    },
    { edge: 'nothing but an instant', from: '2026-03-29T01:00Z', to: '2026-03-29T01:00Z', rows: 1 },
  ])('$edge', ({ from, to, rows }) => {
    expect(offsetTable('Europe/Berlin', at(from), at(to)).changes).toHaveLength(rows);
  });
});

/** A second way to ask Intl: by its name of the offset, `GMT-03:30`. */
function intlOffset(format: Intl.DateTimeFormat, instant: number): number {
  const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0;
}

describe('random instants of 2000 to 2037 have the offset that Intl gives them', () => {
  it.each([
    'Europe/Rome',
    'Europe/Amsterdam',
    'Europe/London',
    'Europe/Moscow',
    'Europe/Istanbul',
    'Asia/Shanghai',
    'Asia/Tehran',
    'Asia/Kolkata',
    'Asia/Pyongyang',
    'Asia/Gaza',
    'Australia/Lord_Howe',
    'Australia/Sydney',
    'Pacific/Apia',
    'Pacific/Chatham',
    'America/New_York',
    'America/St_Johns',
    'America/Sao_Paulo',
    'America/Caracas',
    'America/Santiago',
    'Africa/Casablanca',
    'Africa/Cairo',
    'Antarctica/Troll',
  ])('%s', (zone) => {
    const [from, to] = [Date.UTC(2000, 0, 1), Date.UTC(2038, 0, 1) - 1];
    const { changes } = offsetTable(zone, from, to);
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    let seed = 20_260_101;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const instants = Array.from({ length: 1_000 }, () => from + Math.floor(random() * (to - from)));
    const edges = changes.slice(1).flatMap(([change]) => [change - 1, change, change + 1]);
    const wrong = [...instants, ...edges].filter((instant) => {
      const row = changes.findLast(([change]) => change <= instant);
      return row?.[1] !== intlOffset(format, instant);
    });
    expect(wrong).toEqual([]);
  });
});

describe('names of zones', () => {
  it.each(['Asia/Shanghai', 'UTC', 'Europe/Kyiv'])('%s is one', (zone) => expect(isZone(zone)).toBe(true));

  it.each(['Mars/Olympus', '', 'Asia/ Shanghai', '__proto__'])('"%s" is none, and the error says what is', (zone) => {
    expect(isZone(zone)).toBe(false);
    expect(() => offsetTable(zone, 0, 0)).toThrow(UnknownZoneError);
    expect(() => offsetTable(zone, 0, 0)).toThrow('Use a name of the IANA database, such as Asia/Shanghai.');
  });

  it('the version of the data is known', () => expect(ianaVersion()).toMatch(/^\d{4}[a-z]+$/));
});
