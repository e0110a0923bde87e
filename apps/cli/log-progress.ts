import type { LogProgress } from '#rehearsal';
import type { Terminal } from './terminal.ts';

/** How far a log has been read: a bar where standard error is a terminal, elsewhere a line now and then. */
export class LogProgressLine {
  private readonly began = performance.now();
  private shown = -Infinity;
  private drawn = false;

  constructor(private readonly terminal: Terminal) {}

  show({ doing, share, rows }: LogProgress): void {
    const now = performance.now();
    if (now - this.shown < (this.terminal.isTTY ? 100 : 5000) || (!this.terminal.isTTY && now - this.began < 2000))
      return;
    this.shown = now;
    const rate = Math.round(rows / ((now - this.began) / 1000));
    const counts = `${rows.toLocaleString('en-US')} rows, ${rate.toLocaleString('en-US')} a second`;
    const percent = share === null ? '' : ` ${Math.floor(share * 100)}%`;
    if (this.terminal.isTTY) {
      this.drawn = true;
      this.terminal.redraw(`${doing}${share === null ? '' : ` ${barOf(share)}`}${percent}  ${counts}`);
    } else this.terminal.note(`${doing}${percent}, ${counts}`);
  }

  note(sentence: string): void {
    this.end();
    this.terminal.note(sentence);
  }

  /** Clears the bar. Safe to call twice. */
  end(): void {
    if (this.drawn) this.terminal.redraw('');
    this.drawn = false;
  }
}

function barOf(share: number): string {
  const full = Math.round(share * 30);
  return `[${'#'.repeat(full)}${'.'.repeat(30 - full)}]`;
}
