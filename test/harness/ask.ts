/** A question to the harness of this jest run. Thrown: the harness's own sentence, when a server cannot be had. */
export async function ask<Answer>(path: string): Promise<Answer> {
  const harness = process.env.TENDRIL_HARNESS;
  if (!harness) throw new Error('There is no harness: give this jest project globalSetup test/harness/setup.mjs.');
  // A connection of its own: one that was kept open may be closed by the harness just as it is used again.
  const response = await fetch(`${harness}${path}`, { headers: { connection: 'close' } });
  const answer = (await response.json()) as Answer & { readonly missing?: string };
  if (!response.ok) throw new Error(answer.missing ?? `The harness answered ${response.status} on ${path}.`);
  return answer;
}
