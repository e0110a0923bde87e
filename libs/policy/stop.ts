import type { Question } from './rule-look.ts';

/**
 * Somebody has pressed stop. `target` names the tenant, channel, provider, `journey`, `journey/stage` or customer. Which
 * channels a provider serves is configuration: whoever reads the stops says it in `channels`; without it a provider's
 * stop holds every channel. A stopped channel holds the touch: it is not sent another way instead, because a stop of
 * calls must not become a flood of messages.
 */
export interface Stop {
  readonly level: 'everything' | 'tenant' | 'channel' | 'provider' | 'journey' | 'stage' | 'customer';
  /** Null for `everything`. */
  readonly target: string | null;
  readonly channels?: readonly string[];
}

/** The stops that hold this touch on this channel, as `stop:level:target`. */
export function stopsFor(question: Question): readonly string[] {
  const { stops } = question.profile;
  if (stops === undefined || stops.length === 0) return NONE;
  return stops.filter((stop) => holds(stop, question)).map(stopWord);
}

/** As a verdict's reasons name it. */
export function stopWord({ level, target }: Pick<Stop, 'level' | 'target'>): string {
  return `stop:${level}${target && level !== 'everything' ? `:${target}` : ''}`;
}

const NONE: readonly string[] = [];

function holds(stop: Stop, { request, channel }: Question): boolean {
  switch (stop.level) {
    case 'everything':
    case 'tenant':
    case 'customer':
      return true;
    case 'channel':
      return stop.target === channel;
    case 'provider':
      return stop.channels?.includes(channel) ?? true;
    case 'journey':
      return stop.target === request.journey;
    case 'stage':
      return stop.target === `${request.journey ?? ''}/${request.stage ?? ''}`;
  }
}
