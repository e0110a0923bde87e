import 'reflect-metadata';
import { Runtime } from '@temporalio/worker';
import { ConfigError, environment, parseServedConfig } from '#config';
import type { ServedConfig } from '#config';
import { IngestHouse } from './ingest.house.ts';
import { ingestServer } from './ingest.server.ts';

/** As sysexits.h has it: what is configured is wrong, and a restart will not cure it. */
const faultyConfiguration = 78;
const cannotListen = 71;

const config = configOrExit();
// Nest alone hears the signals: the SDK would shut its runtime down under requests that are still in hand.
Runtime.install({ shutdownSignals: [] });
const house = new IngestHouse(config);
const app = await ingestServer(house);
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, giveUpAfterGrace);

try {
  await app.listen(config.http.port, config.http.host);
  house.log.info({ url: await app.getUrl(), kafka: config.kafka?.brokers ?? null }, 'Ingest listens.');
} catch (error) {
  const { host, port } = config.http;
  house.log.fatal({ err: error }, `Ingest cannot listen on ${host}:${port}. Free the port, or set HTTP_PORT.`);
  await app.close();
  process.exit(cannotListen);
}

function configOrExit(): ServedConfig {
  try {
    return parseServedConfig(environment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(faultyConfiguration);
  }
}

/** What is still in hand then comes again: nothing is committed or acknowledged before it is done. */
function giveUpAfterGrace(): void {
  setTimeout(() => {
    house.log.warn('The grace for shutting down is over; what is in hand will come again.');
    process.exit(1);
  }, config.shutdownGraceMs).unref();
}
