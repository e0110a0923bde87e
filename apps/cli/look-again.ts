import type { Terminal } from './terminal.ts';
import { wakeRate } from './wake-rate.ts';

/** Has everything that an earlier policy holds asked about anew, under the one that the workers read now. */
export async function lookAgain(rateText: string | undefined, json: boolean, terminal: Terminal): Promise<void> {
  const rate = wakeRate(rateText);
  const { withStore } = await import('./house.ts');
  const { policyInForce } = await import('./policy-in-force.ts');
  const { customers, watchWake } = await import('./watch-wake.ts');
  await withStore(async (store) => {
    const { hash } = (await policyInForce(store)).policy;
    const id = await store.wakes.owe({ level: 'policy', target: hash.slice(0, 12) }, rate);
    const { woken, how } = await watchWake(store, id, terminal);
    if (json) return terminal.printJson({ policy: hash, woken, isWhole: how !== null });
    const look = woken === 1 ? 'looks' : 'look';
    terminal.print(`${customers(woken)} ${look} anew at what is held, under policy ${hash.slice(0, 12)}.`);
  });
}
