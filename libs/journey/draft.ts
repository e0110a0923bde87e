import { compile } from './compiled-journey.ts';
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
export interface Draft extends Moving<JourneyState> {
  /** When it is: what decides whether a deadline was missed. */
  readonly now: Instant;
  readonly published: Published;
  readonly index: PublishedIndex;
  readonly effects: JourneyEffect[];
}

type Moving<Value> = { -readonly [Member in keyof Value]: Value[Member] };

/** A run while it is moved: a copy of one's own, whose members are replaced. */
export type MovingRun = Moving<Run>;

export function draftOf(state: JourneyState, now: Instant, published: Published): Draft {
  const { customerId, zone, definitions, runs, ended, facts, early } = state;
  const index = indexOf(published);
  return { customerId, zone, definitions, runs, ended, facts, early, now, published, index, effects: [] };
}

/** The state that the draft has come to; the one it began with, when nothing has changed. */
export function stateOf(draft: Draft, before: JourneyState): JourneyState {
  const { customerId, zone, definitions, runs, ended, facts, early } = draft;
  const isSame =
    runs === before.runs &&
    facts === before.facts &&
    early === before.early &&
    ended === before.ended &&
    definitions === before.definitions;
  return isSame ? before : { customerId, zone, definitions, runs, ended, facts, early };
}

export function happened(draft: Draft, happening: JourneyHappening): void {
  draft.effects.push({ kind: 'happened', happening });
}

/** The published definition is the pinned one when the keys are equal: a key holds the hash of its content. */
export function journeyOf(
  { definitions }: Pick<JourneyState, 'definitions'>,
  run: Run,
  index: PublishedIndex,
): CompiledJourney {
  const journey = index.journeys.get(run.definition);
  if (journey !== undefined) return journey;
  const definition = definitions[run.definition];
  if (definition === undefined) {
    throw new Error(
      `Run "${run.id}" has lost its definition "${run.definition}". Restore the state from a whole snapshot.`,
    );
  }
  let pinned = index.pinned.get(definition);
  if (pinned === undefined) index.pinned.set(definition, (pinned = compile(definition, index.guards)));
  return pinned;
}

/** Puts a run in the place of its earlier self. */
export function replaceRun(draft: Draft, before: Run, after: Run): void {
  if (before === after) return;
  const runs = draft.runs.slice();
  runs[runs.indexOf(before)] = after;
  draft.runs = runs;
}

/** Does the guard hold for this run now? No guard: yes. A broken one is recorded, and does not. */
export function passes(draft: Draft, run: Run, guard: string | undefined, at: Instant): boolean {
  return guard === undefined || ask(draft, run, guard, at) === true;
}

/** Null: the guard is broken. */
export function ask(draft: Draft, run: Run, guard: string, at: Instant): boolean | null {
  const { holds, broken } = askGuard(guard, run, draft.published);
  if (broken === null) return holds;
  happened(draft, { kind: 'guard.failed', at, run: run.id, guard, because: broken });
  return null;
}
