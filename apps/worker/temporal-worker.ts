import { fileURLToPath } from 'node:url';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { makeTelemetryFilterString, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { customerActivities } from '#activities';
import type { ServedConfig } from '#config';
import type { Store } from '#store';
import type { Health, Logger, Metrics } from '#telemetry';
import { payloadCodecs } from '#temporal';
import { activityMeter } from './activity-meter.ts';
import { ClockNews } from './clock-news.ts';
import { PaceGauges } from './pace-gauges.ts';
import type { Parts } from './parts.ts';
import { TemporalUnreachable } from './temporal-unreachable.error.ts';
import { SdkLogger } from './sdk-logger.ts';
import { publishDefinitions } from './publish-definitions.ts';

/** Built by `npm run build`; beside the compiled apps. */
const bundle = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));

export interface WorkerDependencies {
  readonly config: ServedConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly store: Store;
  readonly parts: Parts;
}

/** Temporal's worker in Nest's life: it starts with the process, and ends after it has handed back what it was doing. */
export class TemporalWorker implements OnApplicationShutdown {
  readonly #run: Promise<void>;

  private constructor(
    private readonly worker: Worker,
    private readonly connection: NativeConnection,
    private readonly store: Store,
    private readonly health: Health,
    readonly clockNews: ClockNews,
  ) {
    this.#run = worker.run();
  }

  static async open(dependencies: WorkerDependencies): Promise<TemporalWorker> {
    const { config, logger, metrics, health, store, parts } = dependencies;
    // Nest alone handles signals; two handlers would close the connection under the activities.
    Runtime.install({
      shutdownSignals: [],
      logger: new SdkLogger(logger),
      // Without it the core writes lines of its own kind past the logger.
      telemetryOptions: {
        logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
      },
    });
    const { address, apiKey, tls, namespace } = config.temporal;
    const connection = await NativeConnection.connect({
      address,
      ...(apiKey === null ? {} : { apiKey }),
      tls,
      // Compressing on the loopback costs more than it saves: twice the signals a second without it.
      grpcCompression: { codec: 'none' },
    }).catch((error: unknown) => {
      throw new TemporalUnreachable(address, error);
    });
    await publishDefinitions(store, parts.published);
    const worker = await Worker.create({
      connection,
      namespace,
      workflowBundle: { codePath: bundle },
      activities: { ...customerActivities({ ...parts, store, meter: activityMeter(metrics) }) },
      ...tuned(config),
    });
    health.check('postgresql', () => store.ping());
    health.check('temporal', () => connection.workflowService.getSystemInfo({}).then(() => undefined));
    const measuring = setInterval(() => metrics.cachedWorkflows.set(worker.getStatus().numCachedWorkflows), 5_000);
    measuring.unref();
    if (parts.paces.isAny) new PaceGauges(store, metrics, logger).begin();
    logger.info({ temporal: address, namespace, taskQueue: config.temporal.taskQueue }, 'The worker takes work.');
    const dataConverter = { payloadCodecs: payloadCodecs(config.temporal.payloadKeys) };
    const client = new Client({ connection, namespace, dataConverter });
    const news = new ClockNews(client, config.temporal.taskQueue, logger);
    return new TemporalWorker(worker, connection, store, health, news);
  }

  /** Ends when the worker has ended: after a shutdown, or with the fault that ended it. */
  untilStopped(): Promise<void> {
    return this.#run;
  }

  async onApplicationShutdown(): Promise<void> {
    this.health.closing();
    if (this.worker.getState() === 'RUNNING') this.worker.shutdown();
    await this.#run.catch(() => undefined);
    await this.connection.close();
    await this.store.close();
  }
}

/** For two cores: one workflow thread, few pollers; the database pool bounds what activities do at once. */
function tuned(config: ServedConfig): Omit<WorkerOptions, 'connection' | 'namespace'> {
  const options = {
    taskQueue: config.temporal.taskQueue,
    dataConverter: { payloadCodecs: payloadCodecs(config.temporal.payloadKeys) },
    maxCachedWorkflows: config.temporal.cachedWorkflows,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 40,
    maxConcurrentActivityTaskExecutions: 100,
    workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 8 },
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 4 },
    reuseV8Context: true,
    // A cancelled dispatch hears of it with its heartbeat.
    maxHeartbeatThrottleInterval: '1s',
    shutdownGraceTime: config.shutdownGraceMs,
    // A machine that stalls would end the process after 5 s in which workflow code got no CPU. Not in the public type.
    isolateExecutionTimeout: '30s',
  } as const;
  return options;
}
