import type { ShadowCount } from '#store';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

export interface ShadowOptions {
  readonly since: string;
  readonly json?: true;
}

/** What rules in shadow would have blocked, those of them that have blocked nothing too, as far as they are in force. */
export async function reportShadow(options: ShadowOptions, terminal: Terminal): Promise<void> {
  const { rollingMs } = await import('#policy');
  const { businessNow, withStore } = await import('./house.ts');
  const { policyInForce } = await import('./policy-in-force.ts');
  const backMs = rollingMs(options.since);
  if (backMs === null) {
    throw new CommandFailure(
      `--since wants a length of time such as 90m, 24h or 7d, and "${options.since}" is none.`,
      ExitCode.usage,
    );
  }
  await withStore(async (store, config) => {
    const { rules: inForce } = (await policyInForce(store)).policy;
    const since = (await businessNow(store, config)) - backMs;
    const found = await store.shadow.since(since);
    const silent = inForce.filter(({ id, shadow }) => shadow === true && found.every(({ rule }) => rule !== id));
    const rules = [...found.map(jsonOf), ...silent.map(({ id }) => ({ rule: id, ...nothing }))];
    const from = new Date(since).toISOString();
    if (options.json === true) return terminal.printJson({ since: from, rules });
    if (rules.length === 0) return terminal.print(`No rule is in shadow, and none has reported since ${from}.`);
    terminal.print(`Since ${from} rules in shadow would have blocked:`);
    terminal.print(
      terminal.table(
        ['rule', 'touches', 'of them sent', 'customers', 'first', 'last'],
        rules.map((one) => [
          one.rule,
          one.touches,
          one.sentAllTheSame,
          one.customers,
          one.first ?? '-',
          one.last ?? '-',
        ]),
      ),
    );
  });
}

const nothing = { touches: 0, sentAllTheSame: 0, customers: 0, first: null, last: null };

function jsonOf(count: ShadowCount) {
  return { ...count, first: new Date(count.first).toISOString(), last: new Date(count.last).toISOString() };
}
