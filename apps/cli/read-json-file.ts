import { readFileSync } from 'node:fs';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

/** Throws CommandFailure when there is no such file, or it is no JSON. */
export function readJsonFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const because =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'it is not there' : String(error);
    throw new CommandFailure(`"${file}" cannot be read: ${because}.`, ExitCode.usage);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`"${file}" is no JSON: ${because}.`, ExitCode.usage);
  }
}
