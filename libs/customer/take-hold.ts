import { shareOf } from '#journey';
import type { TouchClass } from '#journey';
import type { Verdict } from '#policy';
import type { OpenTouch } from './state.ts';
import { replaceTouch } from './turn.ts';
import type { Turn } from './turn.ts';

/** The parts of the time in the classes' order, wider for what comes in masses. */
const PART_OF: { readonly [touchClass in TouchClass]: readonly [from: number, to: number] } = {
  regulatory: [0, 0.05],
  service: [0.05, 0.25],
  reminder: [0.25, 0.5],
  conversion: [0.5, 0.75],
  marketing: [0.75, 1],
};

/**
 * Holds a touch until it may be asked about again. Where a window then opens for many customers, the verdict says over how
 * long to spread them: more important classes first, and within a class each customer at a place of its own. All that one
 * customer holds until the same instant is asked about together, when the most important is due, so that the policy can
 * choose between them.
 */
export function takeHold(turn: Turn, open: OpenTouch, { until, spreadMs = 0, opensWith }: Held): void {
  const [from, to] = PART_OF[open.touch.class];
  const place = from + (to - from) * shareOf('spread', turn.customerId);
  const others = turn.touches.filter(({ state, opensAt }) => state === 'held' && opensAt === until);
  const dueAt = Math.min(until + Math.floor(spreadMs * place), ...others.flatMap((other) => other.dueAt ?? []));
  for (const other of others) replaceTouch(turn, other.touch.id, { ...other, dueAt });
  replaceTouch(turn, open.touch.id, { ...open, state: 'held', dueAt, opensAt: until, opensWith: opensWith ?? null });
}

type Held = Extract<Verdict, { readonly kind: 'hold' }>;
