import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** Has everything that is held asked about anew, under the policy that the workers read now; so many customers a second. */
export async function lookAgain(rateText: string, json: boolean, terminal: Terminal): Promise<void> {
  const rate = Number(rateText);
  if (!(rate > 0)) throw new CommandFailure('--rate is a number of customers a second, above 0.', ExitCode.usage);
  const { withStore } = await import('./house.ts');
  const { customerWorkflows } = await import('./customer-workflows.ts');
  const { everyoneHeld } = await import('./everyone-held.ts');
  const { policyInForce } = await import('./load-policy.ts');
  await withStore(async (store, config) => {
    const { hash } = await policyInForce(config);
    const workflows = await customerWorkflows(config);
    let woken = 0;
    try {
      for await (const customerId of everyoneHeld(store)) {
        if (terminal.interrupted.aborted) break;
        await workflows.lookAgain(customerId, `policy ${hash.slice(0, 12)}`, 1000 / rate);
        woken += 1;
      }
    } finally {
      await workflows.close();
    }
    const isWhole = !terminal.interrupted.aborted;
    if (json) return terminal.printJson({ policy: hash, woken, isWhole });
    const who = woken === 1 ? '1 customer looks' : `${woken} customers look`;
    terminal.print(`${who} anew at what is held, under policy ${hash.slice(0, 12)}.`);
    if (!isWhole) terminal.note('Interrupted: the same command again wakes all of them.');
  });
}
