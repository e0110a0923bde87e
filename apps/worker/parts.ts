import { createHash } from 'node:crypto';
import type { ActivityHouse } from '#activities';
import { bindChannels, pacesOf, type SandboxLater } from '#channels';
import type { BusinessClock } from '#clock';
import type { ServedConfig } from '#config';
import { activityFaults, InvalidCatalogueError, publish } from '#journey';
import { PolicyFaultsError, tighteningFaults } from '#policy';
import { lendingActivities } from '#workflows/activities';
import { lendingCatalogue } from '#workflows/catalogue';
import { catalogueTexts } from './catalogue-texts.ts';
import { CurrentPolicy, LOOK_EVERY_MS, type PolicyListener } from './current-policy.ts';

/** What the activities need, without the store and the meter. */
export type Parts = Omit<ActivityHouse, 'store' | 'meter'>;

export async function openParts(
  config: ServedConfig,
  clock: BusinessClock,
  later: SandboxLater,
  listener: PolicyListener,
): Promise<Parts> {
  const policy = new CurrentPolicy(config, { ...listener, sha256, wall: Date.now });
  await policy.now();
  // Also while nobody asks, so that operators see at once whether a new file has been taken.
  setInterval(() => void policy.now(), LOOK_EVERY_MS).unref();
  const faults = tighteningFaults(lendingCatalogue.journeys);
  if (faults.length > 0) throw new PolicyFaultsError(faults);
  const unperformed = activityFaults(lendingCatalogue.journeys, new Set(Object.keys(lendingActivities)));
  if (unperformed.length > 0) throw new InvalidCatalogueError(unperformed);
  return {
    clock,
    isWallClock: config.clock.kind === 'wall',
    published: publish(lendingCatalogue, sha256),
    policy: () => policy.now(),
    channels: bindChannels(config.channels, {
      seed: config.channelSeed,
      environment: config.environment,
      publicUrl: config.url,
      later,
    }),
    paces: pacesOf(config.channels, config.providers),
    texts: catalogueTexts,
    activities: lendingActivities,
    institutionZone: config.institutionZone,
    customerZones: config.customerZones,
    language: 'en',
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
