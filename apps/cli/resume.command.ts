import type { Instant } from '#journey';
import type { Stop, StopTarget, Store } from '#store';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import type { CustomerWorkflows } from './customer-workflows.ts';
import { everyoneHeld } from './everyone-held.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { jsonOfStop, stopTarget, targetText } from './stop-target.ts';
import type { StopOptions } from './stop-target.ts';
import type { Terminal } from './terminal.ts';

type Options = StopOptions & { readonly rate: string; readonly json?: true };

/** So many customers are woken between two looks at whether the stop was pressed again. */
const LOOKED_AT_EVERY = 20;

export const resumeCommand: CliCommand = {
  name: 'resume',
  register(program, terminal) {
    program
      .command('resume')
      .description(
        'Lift a stop. What was held is looked at anew, spread out, and sent if it is still wanted. Safe to repeat.',
      )
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
    // Before anything is lifted: a stop whose held customers cannot be woken stays in force.
    const workflows = await customerWorkflows(config);
    try {
      const { stop, again } = await lift(store, target, await businessNow(store, config));
      const { woken, how } = await wake(store, workflows, target, rate, terminal);
      if (how === 'interrupted') return terminal.note(`Interrupted: ${halfWay(target, woken)}`);
      if (how === 'stopped again') {
        throw new CommandFailure(
          `${targetText(target)} was stopped again meanwhile: ${customers(woken)} had been woken, the others stay held.`,
          ExitCode.failed,
        );
      }
      if (options.json === true) return terminal.printJson({ resumed: jsonOfStop(stop), again, woken });
      const first = again ? `Had been resumed before: ${targetText(target)}` : `Resumed: ${targetText(target)}`;
      terminal.print(`${first}. ${customers(woken)} with something planned or held look at it anew.`);
      const others = await store.stops.list();
      if (others.length > 0) terminal.print(`Still stopped: ${others.map(targetText).join(', ')}.`);
    } finally {
      await workflows.close();
    }
  });
}

interface Lifted {
  readonly stop: Stop;
  /** It was lifted before, by a command that may not have come to its end. */
  readonly again: boolean;
}

async function lift(store: Store, target: StopTarget, at: Instant): Promise<Lifted> {
  const lifted = await store.stops.resume(target, at);
  if (lifted !== null) return { stop: lifted, again: false };
  const before = (await store.stops.list({ lifted: true })).find(
    (stop) => stop.level === target.level && stop.target === target.target,
  );
  if (before !== undefined) return { stop: before, again: true };
  throw new CommandFailure(
    `There was never a stop of ${targetText(target)}. \`tendril stop --list\` shows those in force.`,
    ExitCode.notFound,
  );
}

interface Waking {
  readonly woken: number;
  readonly how: 'all' | 'interrupted' | 'stopped again';
}

/** One after the other, at the rate asked for. Whom it does not come to, a later resume wakes. */
async function wake(
  store: Store,
  workflows: CustomerWorkflows,
  target: StopTarget,
  rate: number,
  terminal: Terminal,
): Promise<Waking> {
  let woken = 0;
  try {
    for await (const customerId of target.level === 'customer' ? one(target.target) : everyoneHeld(store)) {
      if (terminal.interrupted.aborted) return { woken, how: 'interrupted' };
      if (woken % LOOKED_AT_EVERY === 0 && (await store.stops.inForce([target])).length > 0) {
        return { woken, how: 'stopped again' };
      }
      await workflows.lookAgain(customerId, `resume of ${targetText(target)}`, 1000 / rate);
      woken += 1;
    }
    return { woken, how: 'all' };
  } catch (error) {
    terminal.note(`Not finished: ${halfWay(target, woken)}`);
    throw error;
  }
}

function halfWay(target: StopTarget, woken: number): string {
  return `the stop of ${targetText(target)} is lifted, but only ${woken} of those it held were woken. The same command again wakes all of them.`;
}

function customers(count: number): string {
  return count === 1 ? '1 customer' : `${count} customers`;
}

async function* one(customerId: string): AsyncGenerator<string> {
  yield await Promise.resolve(customerId);
}
