import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

/** What every command that wakes held customers says of its option. */
export const RATE_OPTION = [
  '--rate <n>',
  'customers woken a second; 50, unless the same is being woken at another. Several wakings at once share: each goes at its rate divided by their number',
] as const;

/** Throws CommandFailure. */
export function wakeRate(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rate = Number(text);
  if (rate >= 0.01 && rate <= 1_000) return rate;
  throw new CommandFailure(
    `--rate is a number of customers a second, from 0.01 to 1000, and "${text}" is none.`,
    ExitCode.usage,
  );
}

/** A share of a rate need not be a round number. */
export function asRate(perSecond: number): number {
  return Number(perSecond.toPrecision(3));
}
