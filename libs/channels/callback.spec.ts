import { describe, expect, it } from '@jest/globals';
import { parseEvent } from '#events';
import { Webhook } from 'standardwebhooks';
import { callbackEvents, CallbackInvalidError, verifyCallback, type CallbackRequest } from './index.ts';

const [ours, old, theirs] = [1, 2, 3].map((byte) => `whsec_${Buffer.alloc(24, byte).toString('base64')}`) as [
  string,
  string,
  string,
];
const body = JSON.stringify({ customerId: 'c-1', attempt: 'a-1', outcome: 'delivered' });

function signed(options: { secret?: string; ageMs?: number; body?: string; id?: string } = {}): CallbackRequest {
  const at = new Date(Date.now() - (options.ageMs ?? 0));
  const id = options.id ?? 'cb-1';
  return {
    rawBody: Buffer.from(options.body ?? body),
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(options.secret ?? ours).sign(id, at, options.body ?? body),
    },
  };
}

describe('a callback is let in', () => {
  it.each([
    { situation: 'signed by the secret', request: signed(), secrets: [ours] },
    {
      situation: 'signed by the one before, while both are known',
      request: signed({ secret: old }),
      secrets: [ours, old],
    },
    { situation: 'four minutes old', request: signed({ ageMs: 240_000 }), secrets: [ours] },
    { situation: 'with letters of any alphabet', request: signed({ body: '{"text":"退订"}' }), secrets: [ours] },
    {
      situation: 'carrying signatures of several secrets',
      request: ((one, other) => ({
        ...one,
        headers: {
          ...one.headers,
          'webhook-signature': `${String(other.headers['webhook-signature'])} ${String(one.headers['webhook-signature'])}`,
        },
      }))(signed(), signed({ secret: theirs })),
      secrets: [ours],
    },
  ])('$situation', ({ request, secrets }) => {
    expect(verifyCallback(request, secrets)).toBe('cb-1');
  });
});

describe('a callback is turned away', () => {
  const tampered = { ...signed(), rawBody: Buffer.from(body.replace('delivered', 'failed')) };
  const renamed = { ...signed(), headers: { ...signed().headers, 'webhook-id': 'cb-2' } };
  it.each<{ situation: string; request: CallbackRequest; secrets: readonly string[]; code: string }>([
    {
      situation: 'signed by somebody else',
      request: signed({ secret: theirs }),
      secrets: [ours, old],
      code: 'callback_forged',
    },
    { situation: 'its body changed', request: tampered, secrets: [ours], code: 'callback_forged' },
    {
      situation: 'its body only spaced otherwise',
      request: { ...signed(), rawBody: Buffer.from(`${body} `) },
      secrets: [ours],
      code: 'callback_forged',
    },
    { situation: 'its id changed', request: renamed, secrets: [ours], code: 'callback_forged' },
    {
      situation: 'without headers',
      request: { headers: {}, rawBody: Buffer.from(body) },
      secrets: [ours],
      code: 'callback_forged',
    },
    { situation: 'no secret known', request: signed(), secrets: [], code: 'callback_forged' },
    {
      situation: 'played again after ten minutes',
      request: signed({ ageMs: 600_000 }),
      secrets: [ours],
      code: 'callback_stale',
    },
    {
      situation: 'signed ten minutes ahead',
      request: signed({ ageMs: -600_000 }),
      secrets: [old, ours],
      code: 'callback_stale',
    },
    {
      situation: 'an old one, signed by somebody else',
      request: signed({ secret: theirs, ageMs: 600_000 }),
      secrets: [ours],
      code: 'callback_stale',
    },
  ])('$situation: $code', ({ request, secrets, code }) => {
    expect(() => verifyCallback(request, secrets)).toThrow(expect.objectContaining({ code }));
  });
});

describe('what a callback tells', () => {
  const from = { channel: 'sms', provider: 'gateway', receivedAt: Date.UTC(2026, 0, 1) };
  const events = (told: unknown) => callbackEvents({ id: 'cb-1', rawBody: Buffer.from(JSON.stringify(told)) }, from);
  const source = 'callback:sms:gateway';

  it.each([
    {
      situation: 'an outcome, at the time it came in',
      told: { customerId: 'c-1', attempt: 'a-1', outcome: 'delivered' },
      is: [
        {
          id: 'cb-1',
          source,
          type: 'channel.outcome',
          customerId: 'c-1',
          occurredAt: '2026-01-01T00:00:00.000Z',
          properties: { attempt: 'a-1', outcome: 'delivered' },
        },
      ],
    },
    {
      situation: 'an outcome with all there is to say',
      told: {
        type: 'outcome',
        customerId: 'c-1',
        attempt: 'a-1',
        outcome: 'conversation',
        disposition: 'promised',
        detail: 'Will pay on Friday. Called +86 138 0013 8000, wrote to a@b.example.',
        occurredAt: '2026-01-01T08:00:00+08:00',
      },
      is: [
        {
          id: 'cb-1',
          source,
          type: 'channel.outcome',
          customerId: 'c-1',
          occurredAt: '2026-01-01T08:00:00+08:00',
          properties: {
            attempt: 'a-1',
            outcome: 'conversation',
            disposition: 'promised',
            detail: 'Will pay on Friday. Called …, wrote to …',
          },
        },
      ],
    },
    {
      situation: 'an outcome by the reference of the provider, one of two',
      told: [
        { reference: 'g-7', outcome: 'busy' },
        { type: 'message', customerId: 'c-2', text: '退订', replyTo: 'a-9' },
      ],
      is: [
        {
          id: 'cb-1/0',
          source,
          type: 'channel.outcome',
          customerId: null,
          reference: 'g-7',
          properties: { outcome: 'busy' },
        },
        {
          id: 'cb-1/1',
          source,
          type: 'message.received',
          customerId: 'c-2',
          properties: { channel: 'sms', text: '退订', replyTo: 'a-9' },
        },
      ],
    },
  ])('$situation', ({ told, is }) => {
    expect(events(told)).toMatchObject(is);
    expect(events(told)).toHaveLength(is.length);
  });

  const heard = 'The handset was off; 3 tries. ';
  it.each([
    { situation: 'however much there is to say', detail: heard.repeat(100), is: heard.repeat(100).slice(0, 500) },
    { situation: 'though the cut goes through a character', detail: `${'x'.repeat(499)}😀`, is: 'x'.repeat(499) },
    {
      situation: 'with no half of a number where it is cut',
      detail: `${'x'.repeat(495)} 13800138000`,
      is: `${'x'.repeat(495)} …`,
    },
    { situation: 'with no number joined by what is taken out of it', detail: 'off 138001\u000038000', is: 'off …' },
    { situation: 'with no address that follows on a number', detail: 'off 13800138000li@x.example', is: 'off …' },
    { situation: 'whatever signs are in it', detail: 'off\0 \ud83d now', is: 'off  now' },
  ])('is taken in by the front door, $situation', ({ detail, is }) => {
    const [told] = events({ customerId: 'c-1', attempt: 'a-1', outcome: 'failed', detail });
    expect(parseEvent(told, from)).toMatchObject({ ok: true, event: { properties: { detail: is } } });
  });

  it('brings a stop at the head of a long letter in', () => {
    const text = `STOP\n${'I have told you so often. '.repeat(1_000)}😀`;
    const [told] = events({ type: 'message', customerId: 'c-1', text });
    expect(parseEvent(told, from)).toMatchObject({ ok: true, event: { properties: { text: text.slice(0, 10_000) } } });
  });

  it.each([
    { situation: 'no word of ours', told: { customerId: 'c', attempt: 'a', outcome: 'answered' }, fault: /0\.outcome/ },
    {
      situation: 'a date that does not exist',
      told: { customerId: 'c', attempt: 'a', outcome: 'busy', occurredAt: '2026-02-30T00:00:00Z' },
      fault: /0\.occurredAt/,
    },
    {
      situation: 'a date without its offset',
      told: { customerId: 'c', attempt: 'a', outcome: 'busy', occurredAt: '2026-02-01T00:00:00' },
      fault: /0\.occurredAt/,
    },
    { situation: 'nobody', told: { outcome: 'busy' }, fault: /0: wants customerId and attempt, or reference/ },
    { situation: 'a message of nobody', told: { type: 'message', text: 'STOP' }, fault: /0\.customerId/ },
    { situation: 'the second of two', told: [{ reference: 'g', outcome: 'busy' }, {}], fault: /1\.outcome/ },
    { situation: 'nothing', told: [], fault: /1 to 1000 items/ },
    { situation: 'no object', told: 7, fault: /expected object/ },
  ])('is refused: $situation', ({ told, fault }) => {
    expect(() => events(told)).toThrow(CallbackInvalidError);
    expect(() => events(told)).toThrow(fault);
  });

  it('is refused: not JSON', () => {
    expect(() => callbackEvents({ id: 'x', rawBody: Buffer.from('{') }, from)).toThrow('the body is not JSON');
  });
});
