export interface BenchOptions {
  readonly quick: boolean;
  readonly only: ReadonlySet<string>;
  readonly help: boolean;
}

export const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'policy'] as const;

export const usage = `npm run bench [-- options]

  --quick       small counts, a couple of minutes
  --only c,f    these measurements only: ${letters.join(', ')} (a, b and c run together, in turns)
  --built       the product is built already
  --help        this page

Measures on real servers (PostgreSQL, Temporal, Kafka) that it starts itself, prints a table and writes bench-<time>.json.
Close what else is running: the figures hold for the machine as it was, and only ratios within one run compare.`;

/** Thrown when an option is not known. */
export class UnknownOption extends Error {
  readonly code = 'UNKNOWN_OPTION';
  readonly retryable = false;

  constructor(readonly option: string) {
    super(`"${option}" is no option of the bench.\n\n${usage}`);
  }
}

export function optionsOf(given: readonly string[]): BenchOptions {
  let only: readonly string[] = letters;
  const flags = { quick: false, help: false };
  const rest = [...given];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--quick') flags.quick = true;
    else if (word === '--help') flags.help = true;
    else if (word === '--only') only = lettersIn(rest.shift() ?? '');
    else if (word.startsWith('--only=')) only = lettersIn(word.slice('--only='.length));
    else throw new UnknownOption(word);
  }
  return { ...flags, only: new Set(only) };
}

function lettersIn(text: string): readonly string[] {
  const chosen = text.split(',').map((letter) => letter.trim());
  const unknown = chosen.find((letter) => !(letters as readonly string[]).includes(letter));
  if (unknown !== undefined) throw new UnknownOption(`--only ${text}`);
  return chosen;
}
