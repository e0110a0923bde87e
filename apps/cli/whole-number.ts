import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

/** The number given to an option. Throws CommandFailure for anything but a whole number above 0. */
export function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new CommandFailure(`${option} wants a whole number above 0, and "${text}" is none.`, ExitCode.usage);
}
