import { describe, expect, it } from '@jest/globals';
import { ChannelNotBoundError, type Channel } from '#channels';
import { stopTargets } from './stop-targets.ts';

const bound = {
  of: (channel: string) => {
    if (channel === 'fax') throw new ChannelNotBoundError(channel);
    return { provider: channel === 'call' ? 'acme' : 'gateway' } as Channel;
  },
};
const targetsOf = (places: Parameters<typeof stopTargets>[1], channels: readonly string[]) =>
  stopTargets('c-1', places, channels, bound).map(({ level, target }) => `${level} ${target}`);

describe('the stops that would hold a touch', () => {
  it('are of every level, each once', () => {
    const places = [
      { journey: 'credit', stage: 'kyc' },
      { journey: 'credit', stage: 'offer' },
    ];
    expect(targetsOf(places, ['call', 'sms', 'push'])).toEqual([
      'everything *',
      'customer c-1',
      'journey credit',
      'stage credit/kyc',
      'stage credit/offer',
      'channel call',
      'provider acme',
      'channel sms',
      'provider gateway',
      'channel push',
    ]);
  });

  it('are fewer for a contact that no journey asked for, and for a channel that nothing is bound to', () => {
    expect(targetsOf([{ journey: null, stage: null }], ['fax'])).toEqual([
      'everything *',
      'customer c-1',
      'channel fax',
    ]);
  });
});
