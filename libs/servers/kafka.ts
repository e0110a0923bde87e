import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, portFor } from './free-port.ts';
import { kafkaJars } from './kafka-jars.ts';
import type { RunningServer, ServerOptions } from './running-server.ts';
import { DataFolderBroken, DiskFull } from './server.error.ts';
import { startServer } from './server-process.ts';
import { runTool } from './tool.ts';

export interface RunningKafka extends RunningServer {
  readonly brokers: readonly string[];
}

const name = 'Kafka';

/** One Apache Kafka broker, which is its own controller, on 127.0.0.1. For tests and benchmarks. */
export async function kafka(options: ServerOptions): Promise<RunningKafka> {
  const { dataDir, environment, onProgress } = options;
  const jars = await kafkaJars(environment, onProgress);
  await mkdir(dataDir, { recursive: true });
  const port = await portFor(name, options.port);
  const java = ['-XX:TieredStopAtLevel=1', '-cp', join(jars, '*')];
  const properties = join(dataDir, 'server.properties');
  await writeFile(properties, propertiesOf(dataDir, port, await controllerPort(dataDir)));
  if (!existsSync(join(dataDir, 'log', 'meta.properties'))) await format(options, [...java], properties);
  const server = await startServer({
    name,
    command: 'java',
    args: ['-Xmx512m', ...java, 'kafka.Kafka', properties],
    environment,
    port,
    dataDir,
    stopSignal: 'SIGTERM',
    ready: /Kafka Server started/,
    startTimeoutMs: 120_000,
  });
  return { ...server, brokers: [`127.0.0.1:${port}`] };
}

/** The controller's address is written into what it keeps, so it has to be the same at the next start. */
async function controllerPort(dataDir: string): Promise<number> {
  const file = join(dataDir, 'controller-port');
  if (existsSync(file)) return portFor('Kafka (its controller)', Number(await readFile(file, 'utf8')));
  const port = await freePort();
  await writeFile(file, String(port));
  return port;
}

async function format({ dataDir, environment }: ServerOptions, java: string[], properties: string): Promise<void> {
  const cluster = randomBytes(16).toString('base64url');
  const args = [
    ...java,
    'kafka.tools.StorageTool',
    'format',
    '--standalone',
    `--cluster-id=${cluster}`,
    '-c',
    properties,
  ];
  const { code, output } = await runTool('java', args, { environment });
  if (code === 0) return;
  if (/No space left on device/.test(output)) throw new DiskFull(name, dataDir);
  throw new DataFolderBroken(
    name,
    dataDir,
    output.trim().split('\n').at(-1) ?? 'it cannot be formatted',
    'Move it away.',
  );
}

function propertiesOf(dataDir: string, port: number, controller: number): string {
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    `controller.quorum.bootstrap.servers=127.0.0.1:${controller}`,
    `log.dirs=${join(dataDir, 'log').replaceAll('\\', '/')}`,
    'offsets.topic.num.partitions=4',
    'offsets.topic.replication.factor=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    // After a kill the broker may come back when its old session is over.
    'broker.session.timeout.ms=4000',
    'broker.heartbeat.interval.ms=500',
    '',
  ].join('\n');
}
