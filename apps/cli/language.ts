import type { Language } from '#policy';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

/** What every command that answers in words says of its option. */
export const LANGUAGE_OPTION = ['--language <en or zh>', 'the language of the answer', 'en'] as const;

/** Throws CommandFailure. */
export function languageNamed(text: string): Language {
  if (text === 'en' || text === 'zh') return text;
  throw new CommandFailure(`Answers are given in en or zh, not in "${text}".`, ExitCode.usage);
}
