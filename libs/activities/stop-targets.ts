import type { PlannedTouch } from '#journey';
import type { StopTarget } from '#store';
import type { ChannelsBound } from './activity-house.ts';
import { boundChannel } from './bound-channel.ts';

type Place = Pick<PlannedTouch, 'journey' | 'stage'>;

/** Every stop that would hold one of these touches on one of these channels. */
export function stopTargets(
  customerId: string,
  places: readonly Place[],
  channels: readonly string[],
  bound: ChannelsBound,
): StopTarget[] {
  const targets = new Map<string, StopTarget>();
  const add = (level: StopTarget['level'], target: string) => targets.set(`${level} ${target}`, { level, target });
  add('everything', '*');
  add('customer', customerId);
  for (const { journey, stage } of places) {
    if (journey !== null) add('journey', journey);
    if (journey !== null && stage !== null) add('stage', `${journey}/${stage}`);
  }
  for (const channel of channels) {
    add('channel', channel);
    const provider = providerOf(channel, bound);
    if (provider !== null) add('provider', provider);
  }
  return [...targets.values()];
}

export function providerOf(channel: string, bound: ChannelsBound): string | null {
  return boundChannel(channel, bound)?.provider ?? null;
}
