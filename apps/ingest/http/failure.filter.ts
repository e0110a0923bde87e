import { Catch, HttpException, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';
import { failureOf } from './failure.ts';

/** The one place where an error becomes a status. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { status, retryAfterS, body } = failureOf(error instanceof HttpException ? fromNest(error) : error);
    if (status >= 500) {
      const { method, url } = http.getRequest<FastifyRequest>();
      this.house.log.warn({ method, url, status, code: body.code, err: error }, 'A request failed.');
    }
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    if (retryAfterS !== null) void reply.header('retry-after', String(retryAfterS));
    void reply.status(status).send(body);
  }
}

const codes: { readonly [status: number]: string } = { 404: 'NO_SUCH_PATH', 413: 'BODY_TOO_LARGE' };

/** The framework's own; Fastify's it has wrapped. */
function fromNest(error: HttpException): Error {
  const status = error.getStatus();
  return Object.assign(new Error(error.message), { status, code: codes[status] ?? 'HTTP' });
}
