import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { freePort } from '#servers';
import { environment } from '../harness/index.ts';
import { ProductProcess, root } from './product-process.ts';

const run = promisify(execFile);

/** Where a product finds its servers. */
export interface Surroundings {
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly taskQueue: string };
  readonly kafka: { readonly brokers: readonly string[]; readonly topic: string; readonly groupId: string };
}

export interface Ended {
  readonly code: number | null;
  readonly told: string;
}

/** Ingest and worker, running against real servers, and the command line beside them. */
export class Product {
  readonly #others: ProductProcess[] = [];

  private constructor(
    readonly ingest: ProductProcess,
    readonly worker: ProductProcess,
    private readonly variables: Readonly<Record<string, string>>,
  ) {}

  /** `settings`: what differs from the defaults, in the words of the environment. */
  static async start(around: Surroundings, settings: Readonly<Record<string, string>>): Promise<Product> {
    const [http, metrics] = [await freePort(), await freePort()];
    const variables = {
      TENDRIL_ENV: 'test',
      TENDRIL_URL: `http://127.0.0.1:${http}`,
      HTTP_PORT: String(http),
      METRICS_PORT: String(metrics),
      DATABASE_URL: around.databaseUrl,
      TEMPORAL_ADDRESS: around.temporal.address,
      TEMPORAL_NAMESPACE: around.temporal.namespace,
      TEMPORAL_TASK_QUEUE: around.temporal.taskQueue,
      KAFKA_BROKERS: around.kafka.brokers.join(','),
      KAFKA_TOPIC: around.kafka.topic,
      KAFKA_GROUP: around.kafka.groupId,
      KAFKA_DEAD_LETTER_TOPIC: `${around.kafka.topic}.dead`,
      ...settings,
    };
    const product = new Product(
      new ProductProcess('ingest', variables, `http://127.0.0.1:${http}`),
      new ProductProcess('worker', variables, `http://127.0.0.1:${metrics}`),
      variables,
    );
    try {
      await Promise.all([product.ingest.start(), product.worker.start()]);
      return product;
    } catch (error) {
      await product.stop();
      throw error;
    }
  }

  /** Where ingest listens. */
  get url(): string {
    return this.variables['TENDRIL_URL'] ?? '';
  }

  /** One more beside the first, as many machines have them. */
  async anotherWorker(): Promise<ProductProcess> {
    const metricsPort = await freePort();
    const variables = { ...this.variables, METRICS_PORT: String(metricsPort) };
    const worker = new ProductProcess('worker', variables, `http://127.0.0.1:${metricsPort}`);
    this.#others.push(worker);
    await worker.start();
    return worker;
  }

  /** `tendril …`: what it printed. */
  async tendril(...args: readonly string[]): Promise<string> {
    const { stdout } = await run(process.execPath, ['dist/apps/cli/main.js', ...args], {
      cwd: root,
      env: { PATH: environment['PATH'], ...this.variables },
    });
    return stdout;
  }

  /** The same, to be interrupted on its way or to be refused: how it ended, and all it printed. */
  begin(...args: readonly string[]): { interrupt(): void; readonly ended: Promise<Ended> } {
    const child = spawn(process.execPath, ['dist/apps/cli/main.js', ...args], {
      cwd: root,
      env: { PATH: environment['PATH'], ...this.variables },
    });
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (told += text.toString()));
    const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, told })));
    return { interrupt: () => void child.kill('SIGINT'), ended };
  }

  async stop(): Promise<void> {
    await Promise.all([this.ingest, this.worker, ...this.#others].map((process) => process.end('SIGTERM')));
  }
}
