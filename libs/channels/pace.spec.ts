import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '#config';
import { pacesOf } from './pace.ts';

const paces = (env: { readonly [name: string]: string }) => {
  const { channels, providers } = parseConfig({ CHANNELS: 'call:sandbox,sms:sandbox,push:sandbox', ...env });
  return pacesOf(channels, providers);
};

describe('how fast starts on a channel may follow each other', () => {
  it('is not asked where nothing is limited', () => {
    expect(paces({}).isAny).toBe(false);
    expect(paces({ CHANNEL_CALL_PROVIDER: 'acme', CHANNEL_CALL_AT_ONCE: '5' }).of('sms')).toBeNull();
  });

  it.each([
    { perSecond: '20', starts: 20, withinMs: 1_000 },
    { perSecond: '2.5', starts: 2, withinMs: 800 },
    { perSecond: '0.25', starts: 1, withinMs: 4_000 },
  ])('$perSecond a second are $starts in any $withinMs ms', ({ perSecond, starts, withinMs }) => {
    const pace = paces({ CHANNEL_CALL_PROVIDER: 'acme', CHANNEL_CALL_PER_SECOND: perSecond }).of('call');
    expect(pace).toEqual({
      leaseMs: 0,
      keptMs: withinMs,
      limits: [
        { channel: null, starts: null, withinMs: null, atOnce: null },
        { channel: 'call', starts, withinMs, atOnce: null },
      ],
    });
  });

  it("has the limits of the provider's other channels with it: they share a queue", () => {
    const some = paces({
      PROVIDER_SANDBOX_AT_ONCE: '9',
      CHANNEL_SMS_PER_SECOND: '5',
      CHANNEL_CALL_IN_PROGRESS_S: '60',
    });
    expect(some.of('call')).toEqual({
      leaseMs: 60_000,
      keptMs: 1_000,
      limits: [
        { channel: null, starts: null, withinMs: null, atOnce: 9 },
        { channel: 'call', starts: null, withinMs: null, atOnce: null },
        { channel: 'sms', starts: 5, withinMs: 1_000, atOnce: null },
        { channel: 'push', starts: null, withinMs: null, atOnce: null },
      ],
    });
    expect(some.of('push')?.leaseMs).toBe(600_000);
  });
});
