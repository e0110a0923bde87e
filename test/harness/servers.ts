import { describe } from '@jest/globals';
import { ask } from './ask.ts';

export type ServerName = 'postgres' | 'temporal' | 'kafka';

/**
 * The `describe` for tests that need real servers: `const { describe } = await servers('postgres', 'kafka')`, at the top
 * of the file. Starts them when they are not up yet. Where one cannot be had (without Java there is no Kafka), the tests are
 * skipped, so that the others can be run there, and the last lines of the run say why and what to do about it; on CI
 * (`CI=true`) they fail instead.
 */
export async function servers(...names: readonly ServerName[]): Promise<{ describe: typeof describe }> {
  try {
    await Promise.all(names.map((name) => ask(`/${name}`)));
    return { describe };
  } catch (thrown) {
    if (process.env.CI === 'true') throw thrown;
    return { describe: describe.skip as typeof describe };
  }
}
