import type { CompiledJourney } from './compiled-journey.ts';
import type { Draft } from './draft.ts';
import { withFact } from './facts.ts';
import type { Json } from './json.ts';
import type { Hearing } from './published-index.ts';
import type { Said } from './said.ts';
import type { EarlyEvent, JourneyState, RememberedFact, RememberedFacts } from './state.ts';
import { concerns, endedOf, hasOpenRun, subjectIn, subjectKey } from './subject.ts';
import { addsUp } from './totals.ts';

/** More than this many events ahead of their run are not remembered; the oldest arrival goes first. */
export const earlyEventsKept = 16;

const nothingHeard: readonly Said[] = [];

/**
 * Remembers an event for runs that do not exist yet: customer-wide in the facts, a subject's own in `early`. When such a run
 * begins, what happened before its start gives facts, and what happened at or after it counts, though it arrived earlier.
 * Of a type and subject only the latest is kept, unless a guard adds such events up.
 */
export function rememberForLater(draft: Draft, said: Said, hearing: Hearing): void {
  if (hearing.customerWide || !namesAll(said, hearing.keys)) {
    const known = draft.facts[said.type];
    if (known === undefined || known.at <= said.at) {
      draft.facts = withFact(draft.facts, said.type, factOf(lasting(said, hearing)));
    }
  }
  if (!isWanted(draft, said, hearing)) return;
  const same = (other: EarlyEvent): boolean =>
    !hearing.totals &&
    other.type === said.type &&
    hearing.keys.every((key) => other.properties[key] === said.properties[key]);
  const { early } = draft;
  if (early.some((other) => same(other) && other.at > said.at)) return;
  draft.early = [...early.filter((other) => !same(other)), lasting(said, hearing)].slice(-earlyEventsKept);
}

function factOf({ at, properties, historical }: Said): RememberedFact {
  return historical === true ? { at, properties, historical } : { at, properties };
}

function namesAll(said: Said, keys: readonly string[]): boolean {
  for (const key of keys) if (subjectIn(said.properties, key) === null) return false;
  return true;
}

/** Of an event that only moves stages, nothing is kept but whom it is about. */
function lasting(said: Said, { fact, keys }: Hearing): Said {
  if (fact) return said;
  const properties: { [name: string]: Json } = {};
  for (const key of keys) if (key in said.properties) properties[key] = said.properties[key] ?? null;
  return { ...said, properties };
}

/** After a run has begun or ended: what no run can still want goes. */
export function forgetUnwanted(draft: Draft): void {
  const { early } = draft;
  if (early.length === 0) return;
  const kept = early.filter((said) => {
    const hearing = draft.index.hearing.get(said.type);
    return hearing !== undefined && isWanted(draft, said, hearing);
  });
  if (kept.length < early.length) draft.early = kept;
}

/** What a run that begins now knows already: of each type the latest that concerns it, and all that add up, oldest first. */
export function heardBefore(draft: Draft, journey: CompiledJourney, subject: string | null): readonly Said[] {
  if (draft.early.length === 0 && isEmpty(draft.facts)) return nothingHeard;
  const latest = new Map<string, Said>();
  const adding: Said[] = [];
  const offer = (said: Said): void => {
    const role = journey.roles.get(said.type);
    if (role === undefined || !concerns(said.properties, journey.key, subject)) return;
    if (addsUp(role)) adding.push(said);
    else if ((latest.get(said.type)?.at ?? -Infinity) <= said.at) latest.set(said.type, said);
  };
  for (const [type, fact] of Object.entries(draft.facts)) {
    if (fact === undefined || (addsUp(journey.roles.get(type)) && isEarly(draft, type, fact))) continue;
    offer({ type, ...fact });
  }
  for (const said of draft.early) offer(said);
  const rank = (said: Said): number => draft.index.ranks.get(said.type) ?? -1;
  return [...latest.values(), ...adding].sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

/** The latest fact of a type is the same event as one that is kept to be added up. */
function isEarly({ early }: Pick<JourneyState, 'early'>, type: string, { at }: RememberedFact): boolean {
  return early.some((said) => said.type === type && said.at === at);
}

function isEmpty(facts: RememberedFacts): boolean {
  for (const type in facts) if (facts[type] !== undefined) return false;
  return true;
}

/**
 * Could a run of its subject still begin, in a journey to which the event is anything? Where the customer is the subject,
 * the latest fact says it all, unless such events are added up.
 */
function isWanted(state: Pick<JourneyState, 'runs' | 'ended'>, said: Said, { journeys }: Hearing): boolean {
  for (const journey of journeys) {
    const { key, definition } = journey;
    const subject = key === null ? null : subjectIn(said.properties, key);
    if (subject === null && (key !== null || !addsUp(journey.roles.get(said.type)))) continue;
    if (hasOpenRun(state.runs, definition.id, subject)) continue;
    const once = (definition.reentry ?? 'once') === 'once';
    if (!once || endedOf(state.ended, subjectKey(definition.id, subject)) === undefined) return true;
  }
  return false;
}
