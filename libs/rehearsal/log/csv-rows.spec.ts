import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { csvRows } from './csv-rows.ts';
import { UnfinishedQuote } from './log.error.ts';

async function rowsOf(chunks: readonly string[], delimiter = ','): Promise<string[][]> {
  const rows: string[][] = [];
  const source = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  for await (const batch of csvRows(source, delimiter)) rows.push(...batch);
  return rows;
}

describe('csvRows', () => {
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
    {
      situation: 'a first quote far down, the row before it broken by a chunk',
      chunks: ['a,b\n1,', '2\n3,4\n"5,\n', '6",7\n8,9'],
      rows: [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5,\n6', '7'],
        ['8', '9'],
      ],
    },
    {
      situation: 'Windows line breaks broken by a chunk, and empty lines among them',
      chunks: ['a,b\r', '\n1,2\r\n', '\r\n3,4'],
      rows: [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    },
    {
      situation: 'line breaks of old',
      chunks: ['a,b\r1,2'],
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    { situation: 'a byte order mark before a quote', chunks: ['\uFEFF"a",b\n'], rows: [['a', 'b']] },
    {
      situation: 'letters beyond ASCII',
      chunks: ['姓名,b\n', 'é,2\n'],
      rows: [
        ['姓名', 'b'],
        ['é', '2'],
      ],
    },
    { situation: 'nothing at all', chunks: [], rows: [] },
    { situation: 'empty fields', chunks: [',"",\n'], rows: [['', '', '']] },
  ])('$situation', async ({ chunks, rows }) => {
    expect(await rowsOf(chunks)).toEqual(rows);
  });

  it('tabs as delimiters', async () => {
    expect(await rowsOf(['a\tb,c\n'], '\t')).toEqual([['a', 'b,c']]);
  });

  it('gives a row of another width too', async () => {
    expect(await rowsOf(['a,b\n1\n1,2,3\n'])).toEqual([['a', 'b'], ['1'], ['1', '2', '3']]);
  });

  it.each([
    { situation: 'to the end of the file', chunks: ['a,b\n"c,d\n'] },
    {
      situation: 'for longer than a row can be',
      chunks: ['a,b\n"c', ...Array.from({ length: 12 }, () => 'x'.repeat(100_000))],
    },
  ])('says so when a quote stays open $situation', async ({ chunks }) => {
    await expect(rowsOf(chunks)).rejects.toThrow(UnfinishedQuote);
  });

  it('breaks no letter where a chunk ends within it', async () => {
    const bytes = Buffer.from('a\né\n');
    const rows: string[][] = [];
    for await (const batch of csvRows(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]), ','))
      rows.push(...batch);
    expect(rows).toEqual([['a'], ['é']]);
  });

  it('counts the lines before the first quote when one stays open', async () => {
    await expect(rowsOf(['a,b\n1,2\n', '3,4\n"5,6\n'])).rejects.toThrow('still open at line 4');
  });

  it('passes on what the source threw', async () => {
    const source = new Readable({ read: () => source.destroy(new Error('the disk is gone')) });
    await expect(csvRows(source, ',').next()).rejects.toThrow('the disk is gone');
  });

  it('reads more rows than fit into the stream at once', async () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `${index},x\n`).join('');
    const rows = await rowsOf(text.match(/[^]{1,65536}/g) ?? []);
    expect(rows.length).toBe(50_000);
    expect(rows.every(([first], index) => first === `${index}`)).toBe(true);
  });
});
