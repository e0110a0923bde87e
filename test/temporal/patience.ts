/**
 * Asks again and again until the answer pleases; says what the last answer was when it never did. `every` so many
 * milliseconds at first, and, where `upTo` is more, ever less often.
 */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  pleases: (answer: T) => boolean,
  {
    within = 60_000,
    what = 'the answer',
    every = 100,
    upTo = every,
  }: { readonly within?: number; readonly what?: string; readonly every?: number; readonly upTo?: number } = {},
): Promise<T> {
  const until = Date.now() + within;
  for (let pause = every; ; pause = Math.min(pause * 1.5, upTo)) {
    const answer = await ask();
    if (pleases(answer)) return answer;
    if (Date.now() > until) {
      throw new Error(`Waited ${within} ms for ${what}; the last was ${JSON.stringify(answer)?.slice(0, 3_000)}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
