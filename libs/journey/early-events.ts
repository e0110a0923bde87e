import { canonicalJson } from './canonical-json.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import type { Draft } from './draft.ts';
import { withFact } from './facts.ts';
import type { Json } from './json.ts';
import type { Hearing } from './published-index.ts';
import type { Said } from './said.ts';
import type { EarlyEvent, JourneyState, RememberedFact, RememberedFacts } from './state.ts';
import { concerns, endedOf, hasOpenRun, subjectIn, subjectKey } from './subject.ts';

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
  const heard = new Map<string, Said>();
  const offer = (said: Said): void => {
    const role = journey.roles.get(said.type);
    if (role === undefined || !concerns(said.properties, journey.key, subject)) return;
    // Every one that adds to a total; what is known as a fact as well is the same event.
    const name = role.totals.length === 0 ? said.type : `${said.type} ${said.at} ${canonicalJson(said.properties)}`;
    const known = heard.get(name);
    if (known === undefined || known.at <= said.at) heard.set(name, said);
  };
  for (const [type, fact] of Object.entries(draft.facts)) if (fact !== undefined) offer({ type, ...fact });
  for (const said of draft.early) offer(said);
  const rank = (said: Said): number => draft.index.ranks.get(said.type) ?? -1;
  return [...heard.values()].sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

function isEmpty(facts: RememberedFacts): boolean {
  for (const type in facts) if (facts[type] !== undefined) return false;
  return true;
}

/** Could a run of its subject still begin, in a journey to which the event is anything? */
function isWanted(state: Pick<JourneyState, 'runs' | 'ended'>, said: Said, { journeys }: Hearing): boolean {
  for (const { key, definition } of journeys) {
    const subject = key === null ? null : subjectIn(said.properties, key);
    if (subject === null || hasOpenRun(state.runs, definition.id, subject)) continue;
    const once = (definition.reentry ?? 'once') === 'once';
    if (!once || endedOf(state.ended, subjectKey(definition.id, subject)) === undefined) return true;
  }
  return false;
}
