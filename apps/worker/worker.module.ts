import { Module, type DynamicModule } from '@nestjs/common';
import type { ServedConfig } from '#config';
import { createLogger, createMetrics, Health } from '#telemetry';
import { openStore } from '#store';
import { ClockBeat } from './clock-beat.ts';
import { Monitor } from './monitor.ts';
import { openParts } from './parts.ts';
import { policyNews } from './policy-news.ts';
import { SandboxAnswers } from './sandbox-answers.ts';
import { TemporalWorker } from './temporal-worker.ts';

@Module({})
export class WorkerModule {
  static of(config: ServedConfig): DynamicModule {
    const logger = createLogger({ process: 'worker', level: config.logLevel });
    const metrics = createMetrics('worker');
    const health = new Health();
    const store = openStore({ databaseUrl: config.database.url, poolSize: config.database.pool });
    return {
      module: WorkerModule,
      providers: [
        { provide: ClockBeat, useFactory: () => ClockBeat.open(config, store, logger, metrics) },
        {
          provide: SandboxAnswers,
          useFactory: ({ clock }: ClockBeat) => new SandboxAnswers(config, store, clock, logger),
          inject: [ClockBeat],
        },
        { provide: Monitor, useFactory: () => new Monitor(config.http, metrics, health) },
        {
          provide: TemporalWorker,
          useFactory: async (beat: ClockBeat, answers: SandboxAnswers) => {
            const news = policyNews({ store, clock: beat.clock, metrics, logger });
            const parts = await openParts(config, beat.clock, answers, news);
            const worker = await TemporalWorker.open({ config, logger, metrics, health, store, parts });
            beat.begin(health, worker.clockNews);
            return worker;
          },
          inject: [ClockBeat, SandboxAnswers],
        },
      ],
    };
  }
}
