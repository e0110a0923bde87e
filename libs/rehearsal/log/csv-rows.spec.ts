import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvRows } from './csv-rows.ts';
import { UnfinishedQuote } from './log.error.ts';

function rowsOf(chunks: readonly string[], delimiter = ','): string[][] {
  const rows = new CsvRows(delimiter);
  return [...chunks.flatMap((chunk) => rows.push(chunk)), ...rows.end()];
}

describe('CsvRows', () => {
  it.each([
    {
      situation: 'plain rows',
      chunks: ['a,b\n1,2\n'],
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    {
      situation: 'no line break at the end',
      chunks: ['a,b\n1,2'],
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    {
      situation: 'Windows line breaks',
      chunks: ['a,b\r\n"1",2\r\n'],
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    { situation: 'a byte order mark', chunks: ['\uFEFFa,b\n'], rows: [['a', 'b']] },
    { situation: 'empty lines', chunks: ['a\n\n\nb\n'], rows: [['a'], ['b']] },
    {
      situation: 'a chunk that ends within a row',
      chunks: ['a,', 'b\n1', ',2\n'],
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    { situation: 'a delimiter inside quotes', chunks: ['"a,b",c\n'], rows: [['a,b', 'c']] },
    { situation: 'a doubled quote', chunks: ['"say ""no""",c\n'], rows: [['say "no"', 'c']] },
    {
      situation: 'a line break inside quotes',
      chunks: ['"a\nb",c\nd,e\n'],
      rows: [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    },
    { situation: 'quotes broken by a chunk', chunks: ['"a\n', 'b"', ',c\n'], rows: [['a\nb', 'c']] },
    { situation: 'a quote inside a plain field', chunks: ['5" pipe,c\n'], rows: [['5" pipe', 'c']] },
    { situation: 'empty fields', chunks: [',"",\n'], rows: [['', '', '']] },
  ])('$situation', ({ chunks, rows }) => {
    expect(rowsOf(chunks)).toEqual(rows);
  });

  it('tabs as delimiters', () => {
    expect(rowsOf(['a\tb,c\n'], '\t')).toEqual([['a', 'b,c']]);
  });

  it('names the line of a quote that never closes', () => {
    expect(() => rowsOf(['a,b\n"c,d\n'])).toThrow(UnfinishedQuote);
  });

  it('reads what csv-parse reads, wherever the chunks break', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '\n', ' ', 'é') });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 7 }), (rows, size) => {
        const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
        const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        expect(rowsOf(chunks)).toEqual(parse(text, { relaxColumnCount: true }));
      }),
    );
  });
});
