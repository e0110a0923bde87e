import { createHash } from 'node:crypto';
import type { ActivityHouse } from '#activities';
import { bindChannels } from '#channels';
import type { BusinessClock } from '#clock';
import type { ServedConfig } from '#config';
import { publish } from '#journey';
import { currentPolicy } from './current-policy.ts';
import { catalogue } from '#workflows/catalogue';
import { catalogueTexts } from './catalogue-texts.ts';

/** What the activities need, without the store and the meter. */
export type Parts = Omit<ActivityHouse, 'store' | 'meter'>;

export function openParts(config: ServedConfig, clock: BusinessClock): Promise<Parts> {
  return Promise.resolve({
    clock,
    isWallClock: config.clock.kind === 'wall',
    published: publish(catalogue, sha256),
    policy: currentPolicy(config.policy, sha256),
    channels: bindChannels(config.channels, { seed: config.channelSeed, environment: config.environment }),
    texts: catalogueTexts(),
    institutionZone: config.institutionZone,
    language: 'en',
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
