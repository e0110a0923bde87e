import { setTimeout as pause } from 'node:timers/promises';
import type { Store, Wake } from '#store';
import type { Terminal } from './terminal.ts';
import { asRate } from './wake-rate.ts';

const LOOK_EVERY_MS = 200;
const SAY_EVERY_MS = 5_000;
const NOBODY_THERE_AFTER_MS = 20_000;

/** Shows how far a wake is until it ends, or until Ctrl-C: it is the product's work, and goes on without a watcher. */
export async function watchWake(store: Pick<Store, 'wakes'>, id: string, terminal: Terminal): Promise<Wake> {
  const { interrupted } = terminal;
  const left = await store.wakes.left(id);
  let before: number | null = null;
  let saidAt = performance.now();
  for (;;) {
    const wake = await store.wakes.find(id);
    if (wake === null) throw new Error(`There is no wake ${id}, though it was owed a moment ago.`);
    before ??= wake.woken;
    if (terminal.isTTY) terminal.redraw(wake.how === null ? howFar(wake, before + left) : '');
    if (wake.how !== null) return wake;
    if (interrupted.aborted) {
      if (terminal.isTTY) terminal.redraw('');
      terminal.note(
        `${customers(wake.woken)} woken so far. The waking goes on without this command; \`tendril stop --list\` shows how far it is.`,
      );
      return wake;
    }
    if (!terminal.isTTY && performance.now() - saidAt > SAY_EVERY_MS) {
      terminal.note(howFar(wake, before + left));
      saidAt = performance.now();
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: interrupted }).catch(() => {});
  }
}

function howFar({ woken, share, idleMs }: Wake, all: number): string {
  const soFar = `Waking: ${woken} of ${customers(Math.max(all, woken))}`;
  if (idleMs > NOBODY_THERE_AFTER_MS)
    return `${soFar}; nobody goes on with it. It is the work of ingest: is it running?`;
  return `${soFar}, ${asRate(share)} a second, ${Math.ceil(Math.max(0, all - woken) / share)} s to go`;
}

export function customers(count: number): string {
  return count === 1 ? '1 customer' : `${count} customers`;
}
