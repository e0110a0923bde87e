import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { verifyCallback } from '#channels';
import type { WebhookBinding } from '#config';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';
import { CallbackDoor } from './callback-door.ts';
import { NoSuchChannel } from './http-fault.ts';
import { faultSchema } from './openapi.ts';
import { bytesOf } from './raw-body.ts';

@ApiTags('callbacks')
@Controller('v1/callbacks')
export class CallbacksController {
  readonly #door: CallbackDoor;

  constructor(@Inject(INGEST) private readonly house: IngestHouse) {
    this.#door = new CallbackDoor({
      accept: house.accept,
      dispatches: house.store.dispatches,
      now: () => house.now(),
      count: (acceptances, since) => house.count('callback', acceptances, since),
    });
  }

  @Post(':channel')
  @HttpCode(202)
  @ApiOperation({
    summary: 'What became of a message or a call, told by the provider',
    description: 'Signed as Standard Webhooks asks, over the bytes of the body, at most five minutes ago.',
  })
  @ApiParam({ name: 'channel', description: "The channel's word, as in CHANNELS: sms, call, …" })
  @ApiResponse({ status: 202, description: 'Taken in, or taken in before.' })
  @ApiResponse({ status: 400, description: 'It cannot be read.', schema: faultSchema })
  @ApiResponse({ status: 401, description: 'The signature is not ours, or too old.', schema: faultSchema })
  @ApiResponse({ status: 404, description: 'No such channel.', schema: faultSchema })
  @ApiResponse({ status: 422, description: 'It says something that cannot be taken in.', schema: faultSchema })
  @ApiResponse({ status: 503, description: 'Try again after the seconds in Retry-After.', schema: faultSchema })
  async post(@Param('channel') channel: string, @Req() request: FastifyRequest): Promise<{ readonly taken: number }> {
    const { provider, secrets } = this.#bindingOf(channel);
    const rawBody = Buffer.from(bytesOf(request.body) ?? []);
    const id = verifyCallback({ headers: request.headers, rawBody }, secrets);
    return { taken: await this.#door.take({ id, rawBody }, { channel, provider }) };
  }

  #bindingOf(channel: string): WebhookBinding {
    const { channels } = this.house.config;
    const binding = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
    if (binding?.adapter !== 'webhook' || binding.secrets.length === 0) throw new NoSuchChannel(channel);
    return binding;
  }
}
