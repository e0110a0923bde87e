import { profileOf } from '#customer';
import type { Happening } from '#customer';
import { arbitrate, horizonOf, HUMAN_CHANNEL } from '#policy';
import type { Stop as PolicyStop, Verdict } from '#policy';
import type { Stop, StopTarget } from '#store';
import type { ActivityHouse, ChannelsBound } from './activity-house.ts';
import { readClock } from './clock-reading.ts';
import type { Decided, DecideRequest } from './customer-activities.ts';
import { recordHappened } from './record-happened.ts';
import { providerOf, stopTargets } from './stop-targets.ts';
import type { ZoneTables } from './zone-tables.ts';

/**
 * Asks the policy about all touches of one customer that wait now, and writes its verdicts whole. Stops, clock and policy
 * are read here, uncached: a verdict is given at the moment of dispatch, not before.
 *
 * Whoever wakes what a stop held goes by what is written. So a hold is written first and the stop looked at once more: one
 * that was lifted meanwhile may have been missed by the waking, and all is asked anew.
 */
export async function decide(house: ActivityHouse, zones: ZoneTables, request: DecideRequest): Promise<Decided> {
  const clock = await readClock(house, request.at);
  if (clock.business < request.at || clock.business > request.atMost) return { clock, verdicts: null, horizon: null };
  const at = clock.business;
  const [policy, stops] = await Promise.all([house.policy(), house.store.stops.inForce(targetsOf(house, request))]);
  const profile = {
    ...profileOf(request, house.customerZones, (zone) => zones.of(zone, at)),
    stops: stops.map((stop) => policyStop(stop, channelsOf(request), house.channels)),
  };
  const verdicts = arbitrate(request.ask.requests, request.ledger, profile, policy, at, request.expected);
  await recordHappened(house, request.customerId, [
    ...request.happened,
    ...verdicts.map((verdict) => verdictGiven(verdict, request.numbers[verdict.touch] ?? 1)),
  ]);
  if (stops.length > 0 && (await house.store.stops.inForce(stops)).length < stops.length) {
    return decide(house, zones, request);
  }
  for (const verdict of verdicts) house.meter.verdict(verdict.kind, verdict.blockedBy[0] ?? 'none');
  return {
    clock,
    verdicts: verdicts.map(withoutReasons),
    horizon: horizonOf(policy, Object.values(house.published.definitions), at),
  };
}

function verdictGiven(verdict: Verdict, number: number): Happening {
  return { kind: 'verdict', at: verdict.at, touch: verdict.touch, number, verdict };
}

function withoutReasons(verdict: Verdict): Verdict {
  return { ...verdict, reasons: [] };
}

function targetsOf(house: ActivityHouse, request: DecideRequest): StopTarget[] {
  const { customerId, ask } = request;
  const channels = channelsOf(request);
  return stopTargets(customerId, ask.requests, channels, house.channels);
}

/** Any of them may end with a person, too. */
function channelsOf({ ask }: DecideRequest): readonly string[] {
  return [...ask.requests.flatMap((asked) => asked.channels), HUMAN_CHANNEL];
}

/** Which channels a stopped provider serves is configuration, so it is said here. */
function policyStop({ level, target }: Stop, channels: readonly string[], bound: ChannelsBound): PolicyStop {
  if (level === 'everything') return { level, target: null };
  if (level !== 'provider') return { level, target };
  return { level, target, channels: channels.filter((channel) => providerOf(channel, bound) === target) };
}
