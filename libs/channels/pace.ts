import type { ChannelBinding, PaceLimits } from '#config';

/**
 * How fast starts on one channel may follow each other: the channel's own limits, its provider's, and those of the
 * provider's other channels, with which it shares a queue.
 *
 * Decision: who counts? Options: (a) Temporal's task queue, which knows starts a second, priority and fairness; (b) a
 * counter per process; (c) rows in PostgreSQL. (a) knows no calls in progress that end with a callback, and a limit per
 * provider would want a task queue each; (b) is wrong with two processes. So (c): `take_pace` in prisma/migrations says
 * how. A queue that is left by whoever crashed must empty by itself, so a place lasts only as long as it is asked for.
 *
 * Decision: which time? A limit is the provider's, a real machine's: wall time, also where a demo's business clock runs
 * fast.
 */
export interface Pace {
  readonly limits: readonly PaceLimit[];
  /** How long a call counts as in progress when nobody tells its outcome; 0: calls in progress are not counted. */
  readonly leaseMs: number;
  /** As long as some limit looks back. */
  readonly keptMs: number;
}

/** At most `starts` in any `withinMs`, at most `atOnce` in progress; null: no such limit. */
export interface PaceLimit {
  /** Null: the provider's, over all its channels. */
  readonly channel: string | null;
  readonly starts: number | null;
  readonly withinMs: number | null;
  readonly atOnce: number | null;
}

export interface Paces {
  /** Null: starts on this channel are not limited, and need no question. */
  of(channel: string): Pace | null;
  /** Is there any limit? */
  readonly isAny: boolean;
}

export function pacesOf(
  bindings: { readonly [word: string]: ChannelBinding },
  providers: { readonly [name: string]: PaceLimits },
): Paces {
  const paces = new Map(
    Object.entries(bindings).flatMap(([word, binding]) => {
      const pace = paceOf(binding, bindings, providers);
      return pace === null ? [] : [[word, pace] as const];
    }),
  );
  return { of: (channel) => paces.get(channel) ?? null, isAny: paces.size > 0 };
}

function paceOf(
  { pace, provider, inProgressMs }: ChannelBinding,
  bindings: { readonly [word: string]: ChannelBinding },
  providers: { readonly [name: string]: PaceLimits },
): Pace | null {
  const ofProvider = providers[provider] ?? { perSecond: null, atOnce: null };
  if ([pace, ofProvider].every(({ perSecond, atOnce }) => perSecond === null && atOnce === null)) return null;
  const channels = Object.entries(bindings).filter(([, other]) => other.provider === provider);
  const limits = [limitOf(null, ofProvider), ...channels.map(([word, other]) => limitOf(word, other.pace))];
  return {
    limits,
    leaseMs: pace.atOnce === null && ofProvider.atOnce === null ? 0 : inProgressMs,
    keptMs: Math.max(...limits.map(({ withinMs }) => withinMs ?? 0)),
  };
}

/** A whole number of starts in a window as short as that allows: 20 in 1 s, 2 in 0.8 s for 2.5 a second, 1 in 4 s for 0.25. */
function limitOf(channel: string | null, { perSecond, atOnce }: PaceLimits): PaceLimit {
  if (perSecond === null) return { channel, starts: null, withinMs: null, atOnce };
  const starts = Math.max(1, Math.floor(perSecond));
  return { channel, starts, withinMs: (starts * 1_000) / perSecond, atOnce };
}
