/** Asks again and again until the answer pleases; says what the last answer was when it never did. */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  pleases: (answer: T) => boolean,
  {
    within = 60_000,
    what = 'the answer',
    every = 100,
  }: { readonly within?: number; readonly what?: string; readonly every?: number } = {},
): Promise<T> {
  const until = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (pleases(answer)) return answer;
    if (Date.now() > until) {
      throw new Error(`Waited ${within} ms for ${what}; the last was ${JSON.stringify(answer)?.slice(0, 3_000)}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
