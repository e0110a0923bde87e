import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';
import { answerTo } from './events.answer.ts';
import type { EventsAnswer } from './events.answer.ts';
import { eventsIn } from './events.body.ts';
import { answerSchema, eventsSchema, faultSchema } from './openapi.ts';
import { bytesOf } from './raw-body.ts';

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  @Post()
  @ApiOperation({
    summary: 'Send one event, or up to 1,000',
    description:
      'Answers when every good event is stored and its customer is signalled. Sending the same events again changes nothing: after 503, or without an answer, send all of them again.',
  })
  @ApiSecurity('bearer')
  @ApiSecurity('apiKey')
  @ApiBody({ schema: eventsSchema })
  @ApiResponse({ status: 202, description: 'All are taken in, or were before.', schema: answerSchema })
  @ApiResponse({ status: 207, description: 'A part is taken in; see each item.', schema: answerSchema })
  @ApiResponse({ status: 400, description: 'None is taken in, or the body is not JSON.', schema: answerSchema })
  @ApiResponse({ status: 401, description: 'No API key that is known.', schema: faultSchema })
  @ApiResponse({ status: 409, description: 'All came before with other content.', schema: answerSchema })
  @ApiResponse({ status: 413, description: 'The body is too large, or holds too many events.', schema: faultSchema })
  @ApiResponse({ status: 503, description: 'Try again after the seconds in Retry-After.', schema: faultSchema })
  async post(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventsAnswer['body']> {
    const since = performance.now();
    const events = eventsIn(bytesOf(request.body));
    const acceptances = await this.house.accept.accept(events.map((json) => ({ json })));
    this.house.count('http', acceptances, since);
    const { status, body } = answerTo(acceptances);
    void reply.status(status);
    return body;
  }
}
