import { afterEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { ChannelError, WebhookChannel, type OutgoingMessage, type SendResult, type WebhookOptions } from './index.ts';
import { answer, FakeProvider, hangUp, silence, type Reply } from './provider.fake.ts';

const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const message: OutgoingMessage = {
  idempotencyKey: 'c-1/onboarding/null/1/verify/nudge/1/1',
  customerId: 'c-1',
  attempt: 'onboarding/null/1/verify/nudge/1/1',
  channel: 'sms',
  address: '+8613800000000',
  language: 'zh',
  purpose: 'service',
  template: 'verify-nudge',
  text: '请完成身份验证',
  journey: 'onboarding',
  touch: 'onboarding/null/1/verify/nudge/1',
  at: Date.UTC(2026, 0, 1),
};

let provider: FakeProvider | undefined;
afterEach(async () => {
  await provider?.close();
  provider = undefined;
});

function channelTo(url: string, options: Partial<WebhookOptions> = {}): WebhookChannel {
  return new WebhookChannel({
    provider: 'gateway',
    url,
    secret,
    timeoutMs: 2_000,
    honoursIdempotencyKey: true,
    callbackUrl: 'https://tendril.example.com/v1/callbacks/sms',
    ...options,
  });
}

async function sent(
  replies: readonly Reply[],
  options: Partial<WebhookOptions> = {},
): Promise<SendResult | ChannelError> {
  provider = await FakeProvider.answering(...replies);
  try {
    return await channelTo(provider.url, options).send(message, new AbortController().signal);
  } catch (error) {
    if (error instanceof ChannelError) return error;
    throw error;
  }
}

describe('what the provider gets', () => {
  it('is signed as in Standard Webhooks, under the attempt as its key', async () => {
    await sent([answer(202)]);
    const [taken] = provider?.taken ?? [];
    expect(taken?.headers).toMatchObject({
      'idempotency-key': message.idempotencyKey,
      'webhook-id': message.idempotencyKey,
    });
    const told = new Webhook(secret).verify(taken?.body ?? '', taken?.headers as Record<string, string>);
    expect(told).toEqual({
      type: 'tendril.message',
      customerId: 'c-1',
      attempt: message.attempt,
      channel: 'sms',
      address: '+8613800000000',
      language: 'zh',
      purpose: 'service',
      template: 'verify-nudge',
      text: '请完成身份验证',
      journey: 'onboarding',
      touch: message.touch,
      at: '2026-01-01T00:00:00.000Z',
      callbackUrl: 'https://tendril.example.com/v1/callbacks/sms',
    });
  });

  it('carries one key over all tries, each signed anew', async () => {
    provider = await FakeProvider.answering(answer(500), hangUp, answer(200));
    const channel = channelTo(provider.url);
    for (let tries = 0; tries < 3; tries += 1) {
      await channel.send(message, new AbortController().signal).catch(() => undefined);
    }
    expect(new Set(provider?.taken.map((call) => call.headers['idempotency-key']))).toEqual(
      new Set([message.idempotencyKey]),
    );
  });

  it('has ids of any letters made fit for a header', async () => {
    provider = await FakeProvider.answering(answer(200));
    const odd = { ...message, idempotencyKey: '客户 1/bill due"\n/1' };
    await channelTo(provider.url).send(odd, new AbortController().signal);
    const [taken] = provider.taken;
    expect(taken?.headers['webhook-id']).toBe('%E5%AE%A2%E6%88%B7%201/bill%20due%22%0A/1');
    expect(() => new Webhook(secret).verify(taken?.body ?? '', taken?.headers as Record<string, string>)).not.toThrow();
  });
});

describe('what its answer means', () => {
  it.each<{ situation: string; reply: Reply; result: SendResult }>([
    { situation: '202, nothing said', reply: answer(202), result: { kind: 'accepted', reference: null } },
    { situation: 'a text', reply: answer(200, 'OK'), result: { kind: 'accepted', reference: null } },
    { situation: 'a list', reply: answer(200, [1]), result: { kind: 'accepted', reference: null } },
    {
      situation: 'a reference',
      reply: answer(200, { reference: 'g-7' }),
      result: { kind: 'accepted', reference: 'g-7' },
    },
    {
      situation: 'an outcome',
      reply: answer(200, { outcome: 'conversation', disposition: 'refused', detail: 'later' }),
      result: { kind: 'outcome', outcome: 'conversation', disposition: 'refused', detail: 'later' },
    },
    {
      situation: 'an outcome that more may follow',
      reply: answer(200, { outcome: 'delivered', reference: 'g-7' }),
      result: { kind: 'outcome', outcome: 'delivered', disposition: null, detail: null, reference: 'g-7' },
    },
    {
      situation: 'an outcome alone',
      reply: answer(200, { outcome: 'busy', disposition: null }),
      result: { kind: 'outcome', outcome: 'busy', disposition: null, detail: null },
    },
    {
      situation: 'an answer without end',
      reply: answer(200, 'x'.repeat(300_000)),
      result: { kind: 'accepted', reference: null },
    },
  ])('$situation', async ({ reply, result }) => {
    expect(await sent([reply])).toEqual(result);
  });
});

describe('what goes wrong', () => {
  const key = { honoursIdempotencyKey: true };
  const noKey = { honoursIdempotencyKey: false };
  it.each<{
    situation: string;
    replies: readonly Reply[];
    options: Partial<WebhookOptions>;
    code: string;
    retryable: boolean;
    mayHaveGoneOut: boolean;
  }>([
    {
      situation: '400',
      replies: [answer(400)],
      options: key,
      code: 'channel_refused',
      retryable: false,
      mayHaveGoneOut: false,
    },
    {
      situation: '401',
      replies: [answer(401)],
      options: key,
      code: 'channel_refused',
      retryable: false,
      mayHaveGoneOut: false,
    },
    {
      situation: 'a redirect, not followed',
      replies: [answer(302, '', { location: 'http://127.0.0.1:1/' })],
      options: key,
      code: 'channel_refused',
      retryable: false,
      mayHaveGoneOut: false,
    },
    {
      situation: '500, key honoured',
      replies: [answer(500)],
      options: key,
      code: 'channel_fault',
      retryable: true,
      mayHaveGoneOut: true,
    },
    {
      situation: '500, key not honoured',
      replies: [answer(500)],
      options: noKey,
      code: 'channel_fault',
      retryable: true,
      mayHaveGoneOut: true,
    },
    {
      situation: '429, key not honoured',
      replies: [answer(429)],
      options: noKey,
      code: 'channel_busy',
      retryable: true,
      mayHaveGoneOut: false,
    },
    {
      situation: '429 that asks for an hour',
      replies: [answer(429, '', { 'retry-after': '3600' })],
      options: key,
      code: 'channel_busy',
      retryable: true,
      mayHaveGoneOut: false,
    },
    {
      situation: 'hung up, key not honoured',
      replies: [hangUp],
      options: noKey,
      code: 'channel_silent',
      retryable: true,
      mayHaveGoneOut: true,
    },
    {
      situation: 'no answer in time, key not honoured',
      replies: [silence],
      options: { ...noKey, timeoutMs: 120 },
      code: 'channel_silent',
      retryable: true,
      mayHaveGoneOut: true,
    },
    {
      situation: 'taken, with an outcome that is no word of ours',
      replies: [answer(200, { outcome: 'answered' })],
      options: key,
      code: 'channel_answer',
      retryable: false,
      mayHaveGoneOut: true,
    },
  ])('$situation: $code, and not tried again here', async ({ replies, options, code, retryable, mayHaveGoneOut }) => {
    const error = await sent(replies, options);
    expect(error).toBeInstanceOf(ChannelError);
    expect(error).toMatchObject({ code, retryable, mayHaveGoneOut });
    expect(provider?.taken).toHaveLength(1);
  });

  it('nobody listens: nothing can have gone out, so it may be tried again even without a key', async () => {
    provider = await FakeProvider.answering();
    const { url } = provider;
    await provider.close();
    await expect(
      channelTo(url, { honoursIdempotencyKey: false }).send(message, new AbortController().signal),
    ).rejects.toMatchObject({ code: 'channel_unreachable', retryable: true, mayHaveGoneOut: false });
  });

  it.each([
    { reply: answer(503, '', { 'retry-after': '1' }), retryAfterMs: 1_000 },
    { reply: answer(429, '', { 'retry-after': '3600' }), retryAfterMs: 3_600_000 },
    { reply: answer(503), retryAfterMs: null },
  ])('the pause that a provider asks for is told: $retryAfterMs', async ({ reply, retryAfterMs }) => {
    expect(await sent([reply])).toMatchObject({ retryAfterMs });
  });

  it.each([
    { situation: 'before it begins', replies: [], mayHaveGoneOut: false },
    { situation: 'while it waits for the answer', replies: [silence], mayHaveGoneOut: true },
  ])('cancelled $situation', async ({ replies, mayHaveGoneOut }) => {
    provider = await FakeProvider.answering(...replies);
    const abort = new AbortController();
    if (!mayHaveGoneOut) abort.abort();
    const sending = channelTo(provider.url).send(message, abort.signal);
    const failing = expect(sending).rejects.toMatchObject({ code: 'channel_cancelled', mayHaveGoneOut });
    while (mayHaveGoneOut && provider.taken.length === 0) await new Promise(setImmediate);
    abort.abort();
    await failing;
  });
});
