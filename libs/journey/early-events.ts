import type { CompiledJourney } from './compiled-journey.ts';
import type { Draft } from './draft.ts';
import { isFactOf } from './published-index.ts';
import type { PublishedIndex } from './published-index.ts';
import type { Said } from './said.ts';
import type { EarlyEvent, JourneyState } from './state.ts';
import { concerns, endedOf, subjectIn, subjectKey } from './subject.ts';

/** More than this many events ahead of their run are not remembered; the oldest arrival goes first. */
export const earlyEventsKept = 16;

/**
 * Remembers an event for runs that do not exist yet: customer-wide in the facts, a subject's own in `early`. When such a run
 * begins, what happened before its start gives facts, and what happened at or after it counts, though it arrived earlier.
 * Of a type and subject only the latest is kept.
 */
export function rememberForLater(draft: Draft, said: Said): void {
  const journeys = draft.index.hearing.get(said.type);
  if (journeys === undefined) return;
  const lasting = journeys.some((journey) => isFactOf(journey, said.type, draft.index))
    ? said
    : keysOnly(said, journeys);
  if (journeys.some(({ key }) => key === null || subjectIn(said.properties, key) === null)) {
    const known = draft.state.facts[said.type];
    if (known === undefined || known.at <= said.at) {
      const { type, ...fact } = lasting;
      draft.state = { ...draft.state, facts: { ...draft.state.facts, [type]: fact } };
    }
  }
  if (!isWanted(draft.state, said, draft.index)) return;
  const keys = journeys.flatMap(({ key }) => key ?? []);
  const same = (other: EarlyEvent): boolean =>
    other.type === said.type && keys.every((key) => other.properties[key] === said.properties[key]);
  const { early } = draft.state;
  if (early.some((other) => same(other) && other.at > said.at)) return;
  const kept = [...early.filter((other) => !same(other)), lasting].slice(-earlyEventsKept);
  draft.state = { ...draft.state, early: kept };
}

/** Of an event that only moves stages, nothing is kept but whom it is about. */
function keysOnly(said: Said, journeys: readonly CompiledJourney[]): Said {
  const keys = journeys.flatMap(({ key }) => (key !== null && key in said.properties ? [key] : []));
  return { ...said, properties: Object.fromEntries(keys.map((key) => [key, said.properties[key] ?? null])) };
}

/** After a run has begun or ended: what no run can still want goes. */
export function forgetUnwanted(draft: Draft): void {
  const { early } = draft.state;
  if (early.length === 0) return;
  const kept = early.filter((said) => isWanted(draft.state, said, draft.index));
  if (kept.length < early.length) draft.state = { ...draft.state, early: kept };
}

/** What a run that begins now knows already: of each type the latest that concerns it, oldest first. */
export function heardBefore(draft: Draft, journey: CompiledJourney, subject: string | null): readonly Said[] {
  const { facts, early } = draft.state;
  const heard = new Map<string, Said>();
  const offer = (said: Said): void => {
    if (!journey.roles.has(said.type) && !isFactOf(journey, said.type, draft.index)) return;
    if (!concerns(said.properties, journey.key, subject)) return;
    const known = heard.get(said.type);
    if (known === undefined || known.at <= said.at) heard.set(said.type, said);
  };
  for (const [type, fact] of Object.entries(facts)) if (fact !== undefined) offer({ type, ...fact });
  for (const said of early) offer(said);
  const rank = (said: Said): number => draft.index.ranks.get(said.type) ?? -1;
  return [...heard.values()].sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

/** Could a run of its subject still begin, in a journey to which the event is anything? */
function isWanted(state: JourneyState, said: Said, index: PublishedIndex): boolean {
  for (const { key, definition } of index.hearing.get(said.type) ?? []) {
    const subject = key === null ? null : subjectIn(said.properties, key);
    if (subject === null) continue;
    const reentry = definition.reentry ?? 'once';
    if (reentry === 'once' && endedOf(state, subjectKey(definition.id, subject)) !== undefined) continue;
    if (!state.runs.some((run) => run.journey === definition.id && run.subject === subject)) return true;
  }
  return false;
}
