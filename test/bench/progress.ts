/** A line for the screen; results go to standard output, this does not. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Asks again and again until the answer pleases; says every two seconds where it stands. */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  pleases: (answer: T) => boolean,
  { within = 300_000, every = 20, quiet = false } = {},
): Promise<T> {
  const began = performance.now();
  let said = began;
  for (;;) {
    const answer = await ask();
    const now = performance.now();
    if (pleases(answer)) return answer;
    if (now - began > within) {
      throw new Error(`Waited ${Math.round(within / 1_000)} s for ${what}; the last answer was ${text(answer)}.`);
    }
    if (!quiet && now - said > 2_000) {
      said = now;
      say(`    ${what}: ${text(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

function text(answer: unknown): string {
  return (JSON.stringify(answer) ?? 'none').slice(0, 300);
}
