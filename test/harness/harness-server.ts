import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafka, plainProgress, postgres, temporal, type Environment, type RunningServer } from '#servers';
import { Databases } from './databases.ts';
import { Namespaces } from './namespaces.ts';

export interface MissingServer {
  readonly name: string;
  readonly reason: string;
}

/**
 * Real servers for one jest run, each started when the first test asks for it. Tests run in processes of their own, so
 * they ask over HTTP; the servers are children of jest itself and die with it.
 */
export async function openHarness(
  environment: Environment,
): Promise<{ readonly url: string; close(): Promise<MissingServer[]> }> {
  const home = await mkdtemp(join(tmpdir(), 'tendril-test-'));
  // PostgreSQL may run as another user, who has to get through.
  await chmod(home, 0o711);
  const started: RunningServer[] = [];
  const missing: MissingServer[] = [];
  const onProgress = plainProgress((line) => process.stderr.write(`${line}\n`));
  const options = (name: string) => ({ dataDir: join(home, name), environment, onProgress });

  /** Starts once; a server that cannot be had is noted once. */
  const once = <Server extends RunningServer>(name: string, start: () => Promise<Server>) => {
    let server: Promise<Server> | undefined;
    return () => {
      server ??= start().then(
        (running) => {
          started.push(running);
          return running;
        },
        (thrown: unknown) => {
          missing.push({ name, reason: thrown instanceof Error ? thrown.message : String(thrown) });
          throw thrown;
        },
      );
      return server;
    };
  };
  const servers = {
    postgres: once('PostgreSQL', () => postgres({ ...options('postgres'), durable: false })),
    temporal: once('Temporal', () =>
      temporal({ ...options('temporal'), cliPath: environment.TEMPORAL_CLI_PATH, forLoad: true }),
    ),
    kafka: once('Kafka', () => kafka(options('kafka'))),
  };
  const databases = new Databases(async () => (await servers.postgres()).url);
  const namespaces = new Namespaces(async () => (await servers.temporal()).address);

  const answers: { readonly [path: string]: () => Promise<object> } = {
    '/postgres': async () => ({ url: (await servers.postgres()).url }),
    '/temporal': async () => ({ address: (await servers.temporal()).address }),
    '/kafka': async () => ({ brokers: (await servers.kafka()).brokers }),
    '/database': () => databases.make(),
    '/namespace': () => namespaces.make(`test-${randomBytes(6).toString('hex')}`),
  };
  const door = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    const asked = answer ? answer() : Promise.reject(new Error(`The harness has no ${request.url}.`));
    void asked.then(
      (found) => response.end(JSON.stringify(found)),
      (thrown: unknown) => {
        response.statusCode = 503;
        response.end(JSON.stringify({ missing: thrown instanceof Error ? thrown.message : String(thrown) }));
      },
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = door.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      door.closeAllConnections();
      door.close();
      await Promise.all(started.map((server) => server.stop()));
      await rm(home, { recursive: true, force: true });
      return missing;
    },
  };
}
