import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { portFor } from './free-port.ts';
import type { RunningServer, ServerOptions } from './running-server.ts';
import { DataFolderBroken, ServerDidNotStart } from './server.error.ts';
import { startServer } from './server-process.ts';
import { temporalBinary } from './temporal-binary.ts';

export interface RunningTemporal extends RunningServer {
  readonly address: string;
}

const name = 'Temporal';

/**
 * A Temporal dev server on 127.0.0.1 with the namespace `default`, kept in one SQLite file. `forLoad` lifts the limits of
 * a stock server (600 to 800 signals a second) and lets the disk lag behind.
 */
export async function temporal(
  options: ServerOptions & { readonly cliPath?: string | undefined; readonly forLoad?: boolean },
): Promise<RunningTemporal> {
  const { dataDir, environment } = options;
  const binary = await temporalBinary(options);
  const port = await portFor(name, options.port);
  await mkdir(dataDir, { recursive: true });
  // The server does not migrate its file when it is updated, so each version has its own.
  const file = join(dataDir, `temporal-server-${binary.version}.db`);
  const address = `127.0.0.1:${port}`;
  const known = existsSync(file);
  try {
    const server = await startServer({
      name,
      command: binary.path,
      args: [...arguments_(port, file), ...(options.forLoad ? loadArguments : [])],
      environment,
      port,
      dataDir,
      stopSignal: 'SIGINT',
      answers: () => answersOn(address),
      startTimeoutMs: 90_000,
    });
    return { ...server, address };
  } catch (thrown) {
    const broken =
      thrown instanceof ServerDidNotStart && /malformed|not a database|no such table/i.test(thrown.lastWords);
    if (!known || !broken) throw thrown;
    throw new DataFolderBroken(
      name,
      file,
      'it is not a database this server can read',
      'Move it away: open runs begin anew from their snapshots.',
    );
  }
}

function arguments_(port: number, file: string): string[] {
  return [
    'server',
    'start-dev',
    '--headless',
    ...['--ip', '127.0.0.1', '--port', String(port), '--db-filename', file, '--namespace', 'default'],
    ...['--log-level', 'error', '--sqlite-pragma', 'journal_mode=WAL'],
  ];
}

const loadArguments = [
  ...['--sqlite-pragma', 'synchronous=NORMAL'],
  ...[
    'frontend.rps',
    'frontend.namespaceRPS',
    'frontend.namespaceRPS.visibility',
    'history.rps',
    'matching.rps',
    'frontend.persistenceMaxQPS',
    'history.persistenceMaxQPS',
    'matching.persistenceMaxQPS',
  ].flatMap((limit) => ['--dynamic-config-value', `${limit}=100000`]),
];

/** An open port is not enough: for a moment after the start the namespace is not found. */
async function answersOn(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '1s' });
  try {
    await connection.workflowService.describeNamespace({ namespace: 'default' });
  } finally {
    await connection.close();
  }
}
