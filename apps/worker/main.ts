import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigError, environment, parseServedConfig } from '#config';
import type { ServedConfig } from '#config';
import { TemporalWorker } from './temporal-worker.ts';
import { WorkerModule } from './worker.module.ts';

/** The process that hosts the customer workflows and does what they decide. */
async function main(config: ServedConfig): Promise<void> {
  const app = await NestFactory.createApplicationContext(WorkerModule.of(config), {
    logger: false,
    abortOnError: false,
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await app.get(TemporalWorker).untilStopped();
  await app.close();
}

function configOrExit(): ServedConfig {
  try {
    return parseServedConfig(environment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}

main(configOrExit()).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${toldOf(error)}\n`);
    process.exit(1);
  },
);

/** An error of ours is a sentence; of any other the stack is what helps. */
function toldOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'retryable' in error ? error.message : (error.stack ?? error.message);
}
