import { shareOf, type Instant } from '#journey';

export type Victim = 'worker' | 'ingest' | 'postgres' | 'temporal' | 'broker';

export interface Kill {
  readonly victim: Victim;
  /** In business time: the step of the clock in which it happens. */
  readonly at: Instant;
  /** By the wall, after that step has begun or, `whileSending`, after a message has reached its provider. */
  readonly afterMs: number;
  readonly whileSending: boolean;
}

/** About as long as the work of one step takes. */
const STEP_MS = 250;
/** As long as most answers of a provider take. */
const SENDING_MS = 100;

/**
 * So many kills, spread over the days; whom and when is drawn from the seed. Everybody is killed before anybody is killed
 * twice; of less than five kills both processes of the product have theirs, then what they keep their state in.
 */
export function killsOf(seed: string, count: number, from: Instant, until: Instant): readonly Kill[] {
  const drawn = (what: string, who: readonly Victim[]) =>
    who.toSorted((one, other) => shareOf(`${what} ${one}`, seed) - shareOf(`${what} ${other}`, seed));
  const round: readonly Victim[] = ['worker', 'ingest', ...drawn('server', ['postgres', 'temporal']), 'broker'];
  const victims = Array.from({ length: Math.ceil(count / round.length) }, (_, nth) =>
    drawn(`round ${nth}`, round.slice(0, count - nth * round.length)),
  ).flat();
  return victims.map((victim, nth) => {
    const whileSending = shareOf(`while ${nth}`, seed) < 0.5;
    return {
      victim,
      at: from + ((nth + 0.15 + 0.7 * shareOf(`day ${nth}`, seed)) / count) * (until - from),
      afterMs: (whileSending ? SENDING_MS : STEP_MS) * shareOf(`moment ${nth}`, seed),
      whileSending,
    };
  });
}
