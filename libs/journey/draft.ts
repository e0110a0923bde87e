import { compiled } from './compiled-journey.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { askGuard } from './guard-verdict.ts';
import type { JourneyEffect, JourneyHappening } from './happening.ts';
import type { Instant } from './instant.ts';
import type { Published } from './published.ts';
import { indexOf } from './published-index.ts';
import type { PublishedIndex } from './published-index.ts';
import type { JourneyState, Run } from './state.ts';

/**
 * One transition while it is made: the next state's parts, replaced and never changed in place, and the effects so far.
 * It does not outlive the transition.
 */
export interface Draft {
  state: JourneyState;
  /** When it is: what decides whether a deadline was missed. */
  readonly now: Instant;
  readonly published: Published;
  readonly index: PublishedIndex;
  readonly effects: JourneyEffect[];
}

/** A run while it is moved: a copy of one's own, whose members are replaced. */
export type MovingRun = { -readonly [Member in keyof Run]: Run[Member] };

export function draftOf(state: JourneyState, now: Instant, published: Published): Draft {
  return { state, now, published, index: indexOf(published), effects: [] };
}

export function happened(draft: Draft, happening: JourneyHappening): void {
  draft.effects.push({ kind: 'happened', happening });
}

/** The published definition is the pinned one when the keys are equal: a key holds the hash of its content. */
export function journeyOf(state: JourneyState, run: Run, published: Published): CompiledJourney {
  const definition = published.definitions[run.definition] ?? state.definitions[run.definition];
  if (definition !== undefined) return compiled(definition);
  throw new Error(
    `Run "${run.id}" has lost its definition "${run.definition}". Restore the state from a whole snapshot.`,
  );
}

/** Puts a run in the place of its earlier self. */
export function replaceRun(draft: Draft, before: Run, after: Run): void {
  if (before === after) return;
  draft.state = { ...draft.state, runs: draft.state.runs.map((run) => (run === before ? after : run)) };
}

/** Does the guard hold for this run now? No guard: yes. A broken one is recorded, and does not. */
export function passes(draft: Draft, run: Run, guard: string | undefined, at: Instant): boolean {
  return guard === undefined || ask(draft, run, guard, at) === true;
}

/** Null: the guard is broken. */
export function ask(draft: Draft, run: Run, guard: string, at: Instant): boolean | null {
  const { holds, broken } = askGuard(guard, run.facts, draft.published);
  if (broken === null) return holds;
  happened(draft, { kind: 'guard.failed', at, run: run.id, guard, because: broken });
  return null;
}
