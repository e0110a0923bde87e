/** How often each word was said; most frequent first when read. */
export class Counter {
  private readonly counts = new Map<string, number>();

  add(word: string, times = 1): void {
    this.counts.set(word, (this.counts.get(word) ?? 0) + times);
  }

  of(word: string): number {
    return this.counts.get(word) ?? 0;
  }

  get total(): number {
    let total = 0;
    for (const count of this.counts.values()) total += count;
    return total;
  }

  toObject(): { readonly [word: string]: number } {
    const sorted = [...this.counts].sort(
      ([word, count], [otherWord, other]) => other - count || (word < otherWord ? -1 : 1),
    );
    return Object.fromEntries(sorted);
  }
}
