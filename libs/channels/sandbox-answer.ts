import type { Disposition, Outcome } from '#policy';

/** How a person, or what stands between, answers one attempt. */
export interface SandboxAnswer {
  readonly outcome: Exclude<Outcome, 'pending'>;
  readonly disposition: Disposition | null;
  /** Business milliseconds until the answer. */
  readonly afterMs: number;
  /** The customer then does what the touch was about. */
  readonly acts: boolean;
}

/** Of a hundred: how many answer so. */
interface Habit {
  readonly outcomes: readonly (readonly [share: number, outcome: SandboxAnswer['outcome']])[];
  /** Of a hundred to whom it got through. */
  readonly dispositions: readonly (readonly [share: number, disposition: Disposition])[];
  readonly afterMs: readonly [least: number, most: number];
}

const message: Habit = {
  outcomes: [[5, 'failed'], [95, 'delivered']], // prettier-ignore
  dispositions: [[18, 'acted'], [3, 'replied'], [1, 'unsubscribed']], // prettier-ignore
  afterMs: [1_000, 45_000],
};
const email: Habit = {
  outcomes: [[8, 'failed'], [92, 'delivered']], // prettier-ignore
  dispositions: [[9, 'acted'], [1, 'replied'], [2, 'unsubscribed']], // prettier-ignore
  afterMs: [2_000, 300_000],
};
const call: Habit = {
  outcomes: [[34, 'no_answer'], [9, 'busy'], [4, 'failed'], [11, 'voicemail'], [12, 'connected'], [30, 'conversation']], // prettier-ignore
  dispositions: [[38, 'acted'], [24, 'promised'], [14, 'refused'], [5, 'callback asked']], // prettier-ignore
  afterMs: [15_000, 240_000],
};
const person: Habit = {
  outcomes: [[25, 'no_answer'], [5, 'failed'], [70, 'conversation']], // prettier-ignore
  dispositions: [[45, 'acted'], [30, 'promised'], [12, 'refused']], // prettier-ignore
  afterMs: [1_800_000, 14_400_000],
};

const habits: { readonly [channel: string]: Habit | undefined } = { call, email, task: person };
const answered = new Set<SandboxAnswer['outcome']>(['delivered', 'conversation']);

/**
 * The seeded model of outcomes: the same attempt on the same channel is answered alike in the live sandbox, the
 * simulator and the backtest, and however often it is asked. `attempt` is the idempotency key, `customer/attempt`.
 */
export function sandboxAnswer(attempt: string, channel: string, seed: string): SandboxAnswer {
  const draw = drawer(`${seed}\n${channel}\n${attempt}`);
  const habit = habits[channel] ?? message;
  const outcome = pick(habit.outcomes, draw()) ?? 'failed';
  const hung = draw();
  const disposition = answered.has(outcome)
    ? pick(habit.dispositions, hung)
    : outcome === 'connected' && hung < 20
      ? 'refused'
      : null;
  const [least, most] = habit.afterMs;
  return {
    outcome,
    disposition,
    afterMs: Math.round(least + ((most - least) * draw()) / 100),
    acts: disposition === 'acted',
  };
}

function pick<T>(shares: readonly (readonly [share: number, value: T])[], drawn: number): T | null {
  let sum = 0;
  for (const [share, value] of shares) {
    sum += share;
    if (drawn < sum) return value;
  }
  return null;
}

/** Numbers from 0 to below 100: FNV-1a of the text seeds a Weyl sequence, mixed as in splitmix32. */
function drawer(text: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return ((mixed >>> 0) / 0x1_0000_0000) * 100;
  };
}
