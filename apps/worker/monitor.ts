import { createServer, type Server, type ServerResponse } from 'node:http';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { ServedConfig } from '#config';
import type { Health, HealthReport, Metrics } from '#telemetry';

/** Answers /health/live, /health/ready and /metrics; a worker has no other door. */
export class Monitor implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #server: Server;

  constructor(
    private readonly http: ServedConfig['http'],
    metrics: Metrics,
    health: Health,
  ) {
    this.#server = createServer((request, response) => {
      const answers: { [path: string]: (() => Promise<void>) | undefined } = {
        '/health/live': () => Promise.resolve(report(response, health.live())),
        '/health/ready': async () => report(response, await health.ready()),
        '/metrics': async () => {
          response.setHeader('content-type', metrics.contentType).end(await metrics.text());
        },
      };
      const answer = answers[request.url ?? ''];
      if (answer === undefined) response.writeHead(404).end();
      else answer().catch(() => response.writeHead(500).end());
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.http.metricsPort, this.http.host, resolve);
    });
  }

  onApplicationShutdown(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

function report(response: ServerResponse, health: HealthReport): void {
  response.writeHead(health.status === 'up' ? 200 : 503, { 'content-type': 'application/json' });
  response.end(JSON.stringify(health));
}
