/** Where the drawing stands. */
export interface Screen {
  write(text: string): void;
  readonly columns: number;
  readonly rows: number;
}

/**
 * The last lines of a terminal, drawn over again and again. A line that does not fit is cut: one that wrapped would be two
 * lines, and drawing over it would leave rubbish behind.
 */
export class Drawing {
  readonly #screen: Screen;
  #drawn: readonly string[] = [];

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Draws this in the place of what was drawn; nothing when it is empty. */
  show(text: string): void {
    if (text === '' && this.#drawn.length === 0) return;
    const { columns, rows } = this.#screen;
    const lines = text === '' ? [] : text.split('\n').map((line) => cut(line, columns - 1));
    const fitting = lines.slice(0, Math.max(1, rows - 1));
    this.#screen.write(
      `${this.#toItsBegin()}${fitting.map((line) => `${line}${clearToLineEnd}`).join('\n')}${clearBelow}`,
    );
    this.#drawn = fitting;
  }

  /** Writes lines that stay, above what is drawn. */
  above(text: string): void {
    this.#screen.write(`${this.#toItsBegin()}${this.#drawn.length === 0 ? '' : clearBelow}${text}\n`);
    const drawn = this.#drawn;
    this.#drawn = [];
    if (drawn.length > 0) this.show(drawn.join('\n'));
  }

  #toItsBegin(): string {
    if (this.#drawn.length === 0) return '';
    return this.#drawn.length === 1 ? '\r' : `\r\u001b[${this.#drawn.length - 1}A`;
  }
}

const clearToLineEnd = '\u001b[K';
const clearBelow = '\u001b[J';

function cut(line: string, columns: number): string {
  const characters = [...line];
  return characters.length <= columns ? line : `${characters.slice(0, Math.max(0, columns - 1)).join('')}…`;
}
