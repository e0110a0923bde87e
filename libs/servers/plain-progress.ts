import type { Progress } from './running-server.ts';

const everySeconds = 30;

/** Progress where no line can be drawn over another: said once, and then twice a minute. */
export function plainProgress(write: (line: string) => void): Progress {
  return (line, seconds) => {
    if (seconds === undefined) write(line);
    else if (seconds % everySeconds === 0) write(`${line} (${seconds} s so far)`);
  };
}
