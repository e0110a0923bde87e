import type { KeptPolicy, Store } from '#store';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** The policy in force; with the first letters of its hash, any that ever was. */
export async function showPolicy(letters: string | null, json: boolean, terminal: Terminal): Promise<void> {
  if (letters !== null && !/^[0-9a-f]{6,64}$/.test(letters)) {
    throw new CommandFailure(
      `"${letters}" is no hash of a policy. Give six letters of it or more, as \`tendril why\` prints them.`,
      ExitCode.usage,
    );
  }
  const { policyText } = await import('./policy.text.ts');
  const { policyInForce } = await import('./policy-in-force.ts');
  const { withStore } = await import('./house.ts');
  const { policy, firstAt, lastAt } = await withStore((store) =>
    letters === null ? policyInForce(store) : keptPolicy(store, letters),
  );
  const [first, last] = [firstAt, lastAt].map((at) => new Date(at).toISOString());
  if (json) return terminal.printJson({ ...policy, firstInForce: first, lastTaken: last });
  for (const line of policyText(policy)) terminal.print(line);
  terminal.print(`\nFirst in force ${first}, last taken by a worker ${last} (wall clock).`);
}

async function keptPolicy(store: Store, letters: string): Promise<KeptPolicy> {
  const [found, ...others] = await store.policies.startingWith(letters);
  if (found === undefined) {
    throw new CommandFailure(`No policy ${letters} has ever been in force here.`, ExitCode.notFound);
  }
  if (others.length === 0) return found;
  const all = [found, ...others].map(({ policy }) => policy.hash).join(', ');
  throw new CommandFailure(`Several policies begin with ${letters}: ${all}. Give more letters.`, ExitCode.usage);
}
