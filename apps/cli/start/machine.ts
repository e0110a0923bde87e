import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config, Environment } from '#config';
import { freePort, postgres, temporal, PortTaken, type Progress, type RunningServer } from '#servers';
import { KeepRunning, type Kept } from './keep-running.ts';
import { startProductProcess } from './product-process.ts';

/** Everything that `tendril start` runs, up. */
export interface Machine {
  /** What another process needs to find it. */
  readonly environment: { readonly [name: string]: string };
  readonly parts: readonly { readonly name: string; readonly keep: KeepRunning; readonly where: string }[];
  /** In the opposite order of the start. */
  stop(): Promise<void>;
}

export interface MachineOptions {
  readonly config: Config;
  readonly environment: Environment;
  readonly say: (line: string) => void;
  readonly onProgress: Progress;
  /** After the servers are up and before ingest and worker are: migrations, the clock. */
  readonly prepare: (environment: { readonly [name: string]: string }) => Promise<void>;
  readonly interrupted: AbortSignal;
}

/** Starts the servers that the configuration does not name, then worker and ingest. What was started is stopped again if one fails. */
export async function startMachine(options: MachineOptions): Promise<Machine> {
  const { config, say } = options;
  const parts: { readonly name: string; readonly keep: KeepRunning; readonly where: string }[] = [];
  const stop = async () => {
    for (const { keep } of parts.toReversed()) await keep.stop();
  };
  const keep = async (name: string, where: string, start: () => Promise<Kept>) => {
    options.interrupted.throwIfAborted();
    say(`Starting ${name}.`);
    const part = new KeepRunning({ name, start, say, pause, now: Date.now });
    await part.start();
    parts.push({ name, keep: part, where });
  };
  try {
    await free(config.http.host, config.http.port, 'ingest', 'HTTP_PORT');
    await free(config.http.host, config.http.metricsPort, 'worker', 'METRICS_PORT');

    const databaseUrl = config.database.url ?? (await ownPostgres(options, keep));
    const temporalAddress = config.temporal.address ?? (await ownTemporal(options, keep));
    const { host, port, metricsPort } = config.http;
    const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
    const environment = {
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TENDRIL_HOME: config.home,
      TENDRIL_URL: options.environment['TENDRIL_URL'] || url,
      HTTP_PORT: String(port),
      METRICS_PORT: String(metricsPort),
      POLICY: [...config.policy.presets, ...config.policy.files].join(','),
      HOLDOUT_PERCENT: String(config.holdout.percent),
      HOLDOUT_SALT: config.holdout.salt,
      ...(config.kafka === null
        ? {}
        : { KAFKA_BROKERS: config.kafka.brokers.join(','), KAFKA_TOPIC: config.kafka.topic }),
    };
    say('Migrating the database.');
    await options.prepare(environment);
    const product = (name: 'ingest' | 'worker', at: string) =>
      keep(name, at, () =>
        startProductProcess({
          name,
          environment: { ...options.environment, ...environment },
          logs: join(config.home, 'logs'),
          healthUrl: `${at}/health/ready`,
        }),
      );
    await product('worker', `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${metricsPort}`);
    await product('ingest', url);
    return { environment, parts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type KeepPart = (name: string, where: string, start: () => Promise<Kept>) => Promise<void>;

/** The port is chosen once and kept over restarts, as the others are told it at their start. */
async function ownPostgres(options: MachineOptions, keep: KeepPart): Promise<string> {
  const port = await freePort();
  let url = '';
  await keep('PostgreSQL', `port ${port}`, async () => {
    const server = await postgres(serverOptions(options, 'postgres', port));
    url = server.url;
    return asKept(server);
  });
  return url;
}

async function ownTemporal(options: MachineOptions, keep: KeepPart): Promise<string> {
  const port = await freePort();
  const { cliPath } = options.config.temporal;
  let address = '';
  await keep('Temporal', `port ${port}`, async () => {
    const server = await temporal({
      ...serverOptions(options, 'temporal', port),
      ...(cliPath === null ? {} : { cliPath }),
    });
    address = server.address;
    return asKept(server);
  });
  return address;
}

function serverOptions(options: MachineOptions, folder: string, port: number) {
  const { environment, onProgress, config } = options;
  return { dataDir: join(config.home, folder), port, environment, onProgress };
}

function asKept(server: RunningServer): Kept {
  return {
    exited: server.exited.then(({ code, signal, lastWords }) => ({
      how: signal ?? `exit code ${code}`,
      // Who was killed had nothing to say about it.
      lastWords: signal === null ? (lastWords.split('\n').at(-1) ?? '') : '',
    })),
    stop: () => server.stop(),
  };
}

/** Asked before anything is started: better one sentence now than a process that keeps dying. */
async function free(host: string, port: number, who: string, setting: string): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(new PortTaken(`${who} (${setting})`, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
