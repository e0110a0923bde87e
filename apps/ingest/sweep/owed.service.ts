import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Inquirer } from '#intake';
import type { WakeRepository } from '#store';
import type { Logger, Metrics } from '#telemetry';
import { INGEST } from '../ingest.house.ts';
import { Rounds } from './rounds.ts';

const PAUSE_MS = 5_000;

/** What the gauges are made of; the house has it. */
export interface Owing {
  readonly inquirer: Pick<Inquirer, 'waiting'>;
  readonly store: { readonly wakes: Pick<WakeRepository, 'owed'> };
  readonly metrics: Pick<Metrics, 'inquiriesWaiting' | 'wakesOwed'>;
  readonly log: Pick<Logger, 'debug'>;
}

/** Whom providers are to be asked about and who is to be woken, counted in the store for /metrics. */
@Injectable()
export class OwedService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds(PAUSE_MS, () => this.measure());

  constructor(@Inject(INGEST) private readonly house: Owing) {}

  onApplicationBootstrap(): void {
    this.#rounds.begin();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  async measure(): Promise<void> {
    const { inquirer, store, metrics, log } = this.house;
    try {
      const [waiting, wakes] = await Promise.all([inquirer.waiting(), store.wakes.owed()]);
      metrics.inquiriesWaiting.reset();
      for (const one of waiting) metrics.inquiriesWaiting.set({ channel: one.channel }, one.waiting);
      metrics.wakesOwed.reset();
      for (const { of } of wakes) metrics.wakesOwed.inc({ level: of.level });
    } catch (err) {
      log.debug({ err }, 'What is owed could not be counted.');
    }
  }
}
