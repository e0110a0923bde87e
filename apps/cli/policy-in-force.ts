import type { KeptPolicy, Store } from '#store';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

/** The policy that the workers go by. Not what POLICY says in this terminal, which may be another one than theirs. */
export async function policyInForce(store: Pick<Store, 'policies'>): Promise<KeptPolicy> {
  const found = await store.policies.inForce();
  if (found !== null) return found;
  throw new CommandFailure(
    'No policy is in force yet: no worker has run on this database. Start one with `npm start`.',
    ExitCode.notFound,
  );
}
