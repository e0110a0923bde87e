import { describe, expect, it } from '@jest/globals';
import { offsetTable } from '#clock';
import { parseTimestamp } from './timestamp.ts';

const amsterdam = offsetTable('Europe/Amsterdam', Date.UTC(2010, 0, 1), Date.UTC(2014, 0, 1));

describe('parseTimestamp', () => {
  it.each([
    { text: '2011-10-01T00:38:44.546+02:00', utc: '2011-09-30T22:38:44.546Z' },
    { text: '2011-10-01T00:38:44Z', utc: '2011-10-01T00:38:44.000Z' },
    { text: '2011-10-01 00:38+0530', utc: '2011-09-30T19:08:00.000Z' },
    { text: '2011-10-01T00:38:44,5-03', utc: '2011-10-01T03:38:44.500Z' },
    { text: '2011-10-01T00:38:44.123456789Z', utc: '2011-10-01T00:38:44.123Z' },
    { text: '2011-07-01T12:00:00', utc: '2011-07-01T10:00:00.000Z', because: 'local, in summer' },
    { text: '2011-12-01', utc: '2011-11-30T23:00:00.000Z', because: 'local midnight' },
    { text: '2011-10-30T02:30:00', utc: '2011-10-30T00:30:00.000Z', because: 'the earlier of two' },
    { text: '2012-03-25T02:30:00', utc: '2012-03-25T01:30:00.000Z', because: 'in the gap: past it' },
    { text: '1317422324', utc: '2011-09-30T22:38:44.000Z' },
    { text: 1317422324546, utc: '2011-09-30T22:38:44.546Z' },
    { text: '2011/10/01 00:38:44.546', utc: '2011-09-30T22:38:44.546Z', because: 'local, with slashes' },
    { text: '2011-10-01t00:38:44 +02:00', utc: '2011-09-30T22:38:44.000Z' },
    { text: '1600-03-01T00:00Z', utc: '1600-03-01T00:00:00.000Z' },
    { text: '0099-12-31T00:00Z', utc: '0099-12-31T00:00:00.000Z' },
    { text: '2012-02-29', utc: '2012-02-28T23:00:00.000Z' },
  ])('$text is $utc', ({ text, utc }) => {
    expect(new Date(parseTimestamp(text, amsterdam)).toISOString()).toBe(utc);
  });

  it('knows every day of four centuries as the calendar does', () => {
    for (let at = Date.UTC(1699, 11, 31); at < Date.UTC(2101, 0, 1); at += 86_400_000) {
      const text = new Date(at).toISOString();
      if (parseTimestamp(text, amsterdam) !== at) throw new Error(text);
    }
  });

  it.each([
    '',
    'yesterday',
    '2011-02-29',
    '2011-13-01',
    '2011-10-01T24:00',
    '2011-10-01T10:61',
    '2011-10-01Tx',
    '2011-10/01',
    '2011-10-01T10:00+2',
    null,
  ])('%j is no time', (text) => {
    expect(parseTimestamp(text, amsterdam)).toBeNaN();
  });
});
