import { beforeEach, describe, expect, it } from '@jest/globals';
import { Drawing } from './drawing.ts';

/** A terminal, as far as a drawing uses one: what stands on it. */
class FakeScreen {
  #lines: string[] = [''];
  #at = { row: 0, column: 0 };

  constructor(
    public columns: number,
    public rows: number,
  ) {}

  write(text: string): void {
    for (const [token] of text.matchAll(/\u001b\[\d*[AJK]|[\s\S]/gu)) this.#take(token);
  }

  get standing(): string {
    return this.#lines.map((line) => line.trimEnd()).join('\n');
  }

  #take(token: string): void {
    const { row, column } = this.#at;
    const line = this.#lines[row] ?? '';
    if (token === '\r') this.#at.column = 0;
    else if (token === '\n') this.#at = { row: row + 1, column: 0 };
    else if (token.endsWith('A') && token.length > 1) this.#at.row = Math.max(0, row - Number(token.slice(2, -1)));
    else if (token === '\u001b[K') this.#lines[row] = line.slice(0, column);
    else if (token === '\u001b[J') this.#lines = [...this.#lines.slice(0, row), line.slice(0, column)];
    else {
      this.#lines[row] = line.slice(0, column).padEnd(column) + token + line.slice(column + 1);
      this.#at.column++;
      if (this.#at.column >= this.columns) this.#at = { row: row + 1, column: 0 };
    }
    this.#lines[this.#at.row] ??= '';
  }
}

describe('a drawing', () => {
  let screen: FakeScreen;
  let drawing: Drawing;
  beforeEach(() => {
    screen = new FakeScreen(20, 5);
    drawing = new Drawing(screen);
    screen.write('$ npm start\n');
  });

  it('stands in the place of the one before, whichever was longer', () => {
    drawing.show('10:00\none\ntwo');
    drawing.show('10:01, longer\nthree');
    drawing.show('10:02\nfour\nfive');
    expect(screen.standing).toBe('$ npm start\n10:02\nfour\nfive');
  });

  it('cuts what is wider than the terminal, so that it never wraps', () => {
    drawing.show('a line that is too wide for twenty columns\nnext');
    drawing.show('a line that is also too wide for twenty\nnext');
    expect(screen.standing).toBe('$ npm start\na line that is als…\nnext');
  });

  it('keeps to the height of the terminal', () => {
    drawing.show('1\n2\n3\n4\n5\n6');
    expect(screen.standing).toBe('$ npm start\n1\n2\n3\n4');
  });

  it('lets lines that stay go above it', () => {
    drawing.show('10:00\none');
    drawing.above('worker ended.');
    drawing.above('worker is up again.');
    expect(screen.standing).toBe('$ npm start\nworker ended.\nworker is up again.\n10:00\none');
  });

  it('goes away without a trace', () => {
    drawing.show('10:00\none');
    drawing.show('');
    drawing.above('Stopped.');
    expect(screen.standing).toBe('$ npm start\nStopped.\n');
  });
});
