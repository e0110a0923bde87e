import { Inject, Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CallbacksController } from './http/callbacks.controller.ts';
import { EventsController } from './http/events.controller.ts';
import { FailureFilter } from './http/failure.filter.ts';
import { OperationsController } from './http/operations.controller.ts';
import { INGEST } from './ingest.house.ts';
import type { IngestHouse } from './ingest.house.ts';
import { KafkaService } from './kafka/kafka.service.ts';
import { InquiryService } from './sweep/inquiry.service.ts';
import { OwedService } from './sweep/owed.service.ts';
import { SweepService } from './sweep/sweep.service.ts';
import { WakeService } from './sweep/wake.service.ts';

@Module({})
export class IngestModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  static of(house: IngestHouse): DynamicModule {
    return {
      module: IngestModule,
      controllers: [EventsController, CallbacksController, OperationsController],
      providers: [
        { provide: INGEST, useValue: house },
        { provide: APP_FILTER, useClass: FailureFilter },
        KafkaService,
        SweepService,
        InquiryService,
        WakeService,
        OwedService,
      ],
    };
  }

  beforeApplicationShutdown(): void {
    this.house.closing = true;
    this.house.health.closing();
  }

  /** By now HTTP has drained and Kafka has committed. */
  async onApplicationShutdown(): Promise<void> {
    await this.house.close();
  }
}
