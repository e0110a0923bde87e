/** Of the words the one that was most likely meant: at most two slips away; null when none is near. */
export function nearWord(written: string, words: readonly string[]): string | null {
  const [nearest] = words
    .map((word) => ({ word, slips: slipsBetween(written.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, slips }) => slips <= Math.min(2, word.length - 1))
    .sort((one, other) => one.slips - other.slips);
  return nearest?.word ?? null;
}

/** Letters to be put in, taken out or exchanged (Levenshtein). */
function slipsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [place, letter] of [...one].entries()) {
    const next = [place + 1];
    for (const [index, against] of [...other].entries()) {
      const exchanged = (row[index] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(exchanged, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
