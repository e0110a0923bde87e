import { setTimeout as pause } from 'node:timers/promises';
import type { Store, Wake } from '#store';
import type { Terminal } from './terminal.ts';

const LOOK_EVERY_MS = 200;
const IS_NOBODY_THERE_AFTER_MS = 20_000;

/** Shows how far a wake is until it ends, or until Ctrl-C: it is the product's work, and goes on without a watcher. */
export async function watchWake(store: Pick<Store, 'wakes'>, id: string, terminal: Terminal): Promise<Wake> {
  const { interrupted } = terminal;
  const left = await store.wakes.left(id);
  let isMissed = false;
  for (let before: Wake | null = null; ;) {
    const wake = await store.wakes.find(id);
    if (wake === null) throw new Error(`There is no wake ${id}, though it was owed a moment ago.`);
    before ??= wake;
    if (terminal.isTTY) terminal.redraw(wake.how === null ? howFar(wake, before.woken + left) : '');
    if (wake.how !== null) return wake;
    if (interrupted.aborted) {
      terminal.note(
        `${customers(wake.woken)} woken so far. The waking goes on without this command; \`tendril stop --list\` shows how far it is.`,
      );
      return wake;
    }
    if (wake.idleMs > IS_NOBODY_THERE_AFTER_MS && !isMissed) {
      terminal.note(
        'Nobody goes on with the waking. It is the work of ingest: is it running? What is owed is not lost.',
      );
    }
    isMissed = wake.idleMs > IS_NOBODY_THERE_AFTER_MS;
    await pause(LOOK_EVERY_MS, undefined, { signal: interrupted }).catch(() => {});
  }
}

function howFar({ woken, rate }: Wake, all: number): string {
  const seconds = Math.ceil(Math.max(0, all - woken) / rate);
  return `Waking: ${woken} of ${customers(Math.max(all, woken))}, ${rate} a second, ${seconds} s to go`;
}

export function customers(count: number): string {
  return count === 1 ? '1 customer' : `${count} customers`;
}
