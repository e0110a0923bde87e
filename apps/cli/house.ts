import { businessAt } from '#clock';
import { environment, parseConfig, parseServedConfig, withRunningServers } from '#config';
import type { ServedConfig } from '#config';
import type { Instant } from '#journey';
import { openStore } from '#store';
import type { Store } from '#store';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

/** The configuration of what runs here: the environment's, or that of the `tendril start` on this machine. */
export function servedConfig(): ServedConfig {
  const env = withRunningServers(environment());
  if (env['DATABASE_URL'] || env['TEMPORAL_ADDRESS']) return parseServedConfig(env);
  throw new CommandFailure(
    `Tendril does not run on ${parseConfig(env).home}. Start it with \`npm start\` in another window, or name the servers ` +
      'of one that runs elsewhere: DATABASE_URL and TEMPORAL_ADDRESS.',
    ExitCode.unavailable,
  );
}

/** Opens the store for one question, and closes it whatever comes. */
export async function withStore<T>(ask: (store: Store, config: ServedConfig) => Promise<T>): Promise<T> {
  const config = servedConfig();
  const store = openStore({ databaseUrl: config.database.url, poolSize: 2 });
  try {
    return await ask(store, config);
  } finally {
    await store.close();
  }
}

/** Business time, as the product's clock tells it now; wall time where it has never been set. */
export async function businessNow(store: Store, config: ServedConfig): Promise<Instant> {
  const row = config.clock.kind === 'wall' ? null : await store.clock.read();
  return row === null ? Date.now() : businessAt(row, Date.now());
}
