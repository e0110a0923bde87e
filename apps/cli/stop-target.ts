import type { StopTarget } from '#store';
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

export function targetText({ level, target }: StopTarget): string {
  return level === 'everything' ? 'everything' : `${level} "${target}"`;
}
