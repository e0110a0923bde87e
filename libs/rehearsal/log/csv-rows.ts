import { isAscii } from 'node:buffer';
import { Readable } from 'node:stream';
import { longestRow, quotedCsv } from './quoted-csv.ts';

/**
 * The rows of CSV text, header included, as arrays of cells. A row of another width is given too, to be counted by the
 * reader. They come in batches, as many as a piece of the source holds.
 *
 * Decision: logs are mostly numbers, names and instants, and have no quote anywhere; a parser of all CSV takes five
 * times as long over them as it takes to cut lines at the delimiter. Options: (a) the library for everything, (b) a whole
 * parser of our own, (c) lines are cut until the first quote of the file, and the library reads from that line on. (a) was
 * a third of a backtest's time, (b) is another's trade. So (c).
 *
 * Thrown: UnfinishedQuote, UnreadableCsv; what the source threw.
 */
export async function* csvRows(source: Readable, delimiter: string): AsyncGenerator<string[][]> {
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  let lines = 0;
  try {
    for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) {
      const bytes = rest.length === 0 ? piece.value : Buffer.concat([rest, piece.value]);
      const quote = bytes.indexOf(QUOTE);
      const end = bytes.lastIndexOf(LINE_FEED, quote === -1 ? bytes.length : quote - bytes.length) + 1;
      const cut = cutLines(bytes.subarray(0, end), delimiter);
      if (lines === 0) withoutMark(cut.rows);
      lines += cut.lines;
      if (cut.rows.length > 0) yield cut.rows;
      rest = bytes.subarray(end);
      if (quote !== -1 || rest.length > longestRow) break;
    }
    // What is left is the last line, or begins with the line of the first quote.
    if (rest.length > 0) yield* quotedCsv(Readable.from(following(rest, pieces)), delimiter, lines);
  } finally {
    source.destroy();
  }
}

const [QUOTE, LINE_FEED, RETURN] = [0x22, 0x0a, 0x0d];

/** Whole lines without a quote. Each is a text of its own, so that a cell which is kept does not keep the whole piece. */
function cutLines(bytes: Buffer, delimiter: string): { readonly rows: string[][]; readonly lines: number } {
  const encoding = isAscii(bytes) ? 'latin1' : 'utf8';
  const rows: string[][] = [];
  let lines = 0;
  for (let from = 0; from < bytes.length; lines += 1) {
    const to = bytes.indexOf(LINE_FEED, from);
    const end = bytes[to - 1] === RETURN ? to - 1 : to;
    if (end > from) rows.push(bytes.toString(encoding, from, end).split(delimiter));
    from = to + 1;
  }
  return { rows, lines };
}

/** Takes a byte order mark off the file's first cell. */
function withoutMark([first]: readonly string[][]): void {
  if (first?.[0]?.startsWith('\uFEFF') === true) first[0] = first[0].slice(1);
}

async function* following(first: Buffer, pieces: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) yield piece.value;
}
