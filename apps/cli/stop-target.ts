import type { ServedConfig } from '#config';
import type { Stop, StopTarget, WakeTarget } from '#store';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

export interface StopOptions {
  readonly customer?: string;
  readonly channel?: string;
  readonly provider?: string;
  readonly journey?: string;
  readonly stage?: string;
}

/** What is to be stopped: everything, unless one thing is named. Throws CommandFailure when two are. */
export function stopTarget(options: StopOptions): StopTarget {
  const named = levels.flatMap((level) => {
    const target = options[level];
    return target === undefined ? [] : [{ level, target }];
  });
  if (named.length > 1) {
    throw new CommandFailure(
      'Name one thing to stop: a customer, a channel, a provider, a journey or a stage.',
      ExitCode.usage,
    );
  }
  const [target] = named;
  if (target?.level === 'stage' && !target.target.includes('/')) {
    throw new CommandFailure(
      `Name a stage with its journey, as in --stage credit-order/${target.target}.`,
      ExitCode.usage,
    );
  }
  return target ?? { level: 'everything', target: '*' };
}

const levels = ['customer', 'channel', 'provider', 'journey', 'stage'] as const;

export function targetText({ level, target }: WakeTarget): string {
  return level === 'everything' ? 'everything' : `${level} "${target}"`;
}

/** The option that names it, as it is to be typed. */
export function targetOption({ level, target }: StopTarget): string {
  return level === 'everything' ? '' : ` --${level} ${target}`;
}

export function jsonOfStop({ from, liftedAt, ...stop }: Stop) {
  return {
    ...stop,
    from: new Date(from).toISOString(),
    liftedAt: liftedAt === null ? null : new Date(liftedAt).toISOString(),
  };
}

/** A word of warning where a stop is in force that stops nothing known, most likely because of a slip of the pen. */
export async function unknownTarget({ level, target }: StopTarget, config: ServedConfig): Promise<string | null> {
  if (level === 'everything' || level === 'customer') return null;
  const known = await knownTargets(level, config);
  return known.includes(target)
    ? null
    : `No ${level} "${target}" is known here; the stop is in force all the same. Known: ${known.join(', ')}.`;
}

async function knownTargets(
  level: 'channel' | 'provider' | 'journey' | 'stage',
  { channels }: ServedConfig,
): Promise<readonly string[]> {
  if (level === 'channel') return Object.keys(channels);
  if (level === 'provider') return [...new Set(Object.values(channels).map(({ provider }) => provider))];
  const { lendingCatalogue } = await import('#workflows/catalogue');
  return lendingCatalogue.journeys.flatMap(({ id, stages }) =>
    level === 'journey' ? [id] : stages.map(({ name }) => `${id}/${name}`),
  );
}
