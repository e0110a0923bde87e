import type { Store } from '#store';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { stopTarget, targetText } from './stop-target.ts';
import type { StopOptions } from './stop-target.ts';
import type { Terminal } from './terminal.ts';

type Options = StopOptions & { readonly rate: string; readonly json?: true };

export const resumeCommand: CliCommand = {
  name: 'resume',
  register(program, terminal) {
    program
      .command('resume')
      .description('Lift a stop. What was held is looked at anew, spread out, and sent if it is still wanted.')
      .option('--customer <id>', 'the stop of this customer')
      .option('--channel <word>', 'the stop of this channel')
      .option('--provider <name>', 'the stop of this provider')
      .option('--journey <id>', 'the stop of this journey')
      .option('--stage <journey/stage>', 'the stop of this stage')
      .option('--rate <n>', 'customers woken a second', '50')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        examples(['tendril resume', 'tendril resume --customer c-1042', 'tendril resume --rate 10']),
      )
      .action((options: Options) => run(options, terminal));
  },
};

async function run(options: Options, terminal: Terminal): Promise<void> {
  const rate = Number(options.rate);
  if (!(rate > 0)) throw new CommandFailure('--rate is a number of customers a second, above 0.', ExitCode.usage);
  const { businessNow, withStore } = await import('./house.ts');
  const { customerWorkflows } = await import('./customer-workflows.ts');
  const target = stopTarget(options);
  await withStore(async (store, config) => {
    const lifted = await store.stops.resume(target, await businessNow(store, config));
    if (lifted === null) {
      throw new CommandFailure(
        `No stop of ${targetText(target)} is in force. \`tendril stop --list\` shows those that are.`,
        ExitCode.notFound,
      );
    }
    const workflows = await customerWorkflows(config);
    let woken = 0;
    try {
      const customers = target.level === 'customer' ? one(target.target) : everyoneHeld(store);
      for await (const customerId of customers) {
        terminal.interrupted.throwIfAborted();
        await workflows.lookAgain(customerId, `resume of ${targetText(target)}`, 1000 / rate);
        woken += 1;
      }
    } finally {
      await workflows.close();
    }
    if (options.json === true) terminal.printJson({ resumed: lifted, woken });
    else terminal.print(`Resumed: ${targetText(target)}. ${woken} customers with something held look at it anew.`);
  });
}

async function* one(customerId: string): AsyncGenerator<string> {
  yield await Promise.resolve(customerId);
}

async function* everyoneHeld(store: Store): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const page = await store.touches.customersWithOpen({ after, limit: 500 });
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
