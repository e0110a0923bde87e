import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { guardEntrance } from './http/entrance.ts';
import { openApiOf } from './http/openapi.ts';
import { keepBodiesRaw } from './http/raw-body.ts';
import type { IngestHouse } from './ingest.house.ts';
import { IngestModule } from './ingest.module.ts';
import { NestLog } from './nest-log.ts';

const requestsAtOnce = 64;

/** The HTTP server with its doors, not listening yet. */
export async function ingestServer(house: IngestHouse): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: house.config.http.bodyLimit, logger: false });
  const app = await NestFactory.create<NestFastifyApplication>(IngestModule.of(house), adapter, {
    bodyParser: false,
    logger: new NestLog(house.log),
    abortOnError: false,
  });
  const server = adapter.getInstance();
  keepBodiesRaw(server);
  guardEntrance(server, { apiKeys: house.config.apiKeys, requestsAtOnce });
  // A connection that is kept alive for a next request would keep the process for as long.
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (house.closing) void reply.header('connection', 'close');
    done();
  });
  SwaggerModule.setup('v1/docs', app, openApiOf(app), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: '/v1/openapi.json',
  });
  return app;
}
