import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';

/** For whoever operates the process: is it alive, may it have traffic, what has it done. */
@ApiExcludeController()
@Controller()
export class OperationsController {
  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  @Get('health/live')
  live(@Res({ passthrough: true }) reply: FastifyReply): unknown {
    return this.#answer(reply, this.house.health.live());
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return this.#answer(reply, await this.house.health.ready());
  }

  @Get('metrics')
  @Header('cache-control', 'no-store')
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.house.metrics.contentType);
    return this.house.metrics.text();
  }

  #answer<T extends { readonly status: string }>(reply: FastifyReply, report: T): T {
    void reply.status(report.status === 'up' ? 200 : 503).header('cache-control', 'no-store');
    return report;
  }
}
