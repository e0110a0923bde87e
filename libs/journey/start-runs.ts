import { shift } from './calendar.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { happened, passes } from './draft.ts';
import type { Draft, MovingRun } from './draft.ts';
import { forgetUnwanted, heardBefore } from './early-events.ts';
import type { CustomerEvent } from './event.ts';
import { remember } from './facts.ts';
import { fireDue } from './fire-due.ts';
import { hear } from './hear.ts';
import type { Hearing } from './published-index.ts';
import type { Said } from './said.ts';
import { armOf, inHoldout } from './split.ts';
import { enterStages } from './stages.ts';
import type { RememberedFacts, Run } from './state.ts';
import { endedOf, hasOpenRun, subjectIn, subjectKey } from './subject.ts';
import { added, addsUp } from './totals.ts';

/**
 * Begins the runs that an event begins. `wereOpen`: the runs that were open when it came, for which a second start changes
 * nothing unless the journey says `each`.
 */
export function startRuns(
  draft: Draft,
  said: Said,
  { source, id }: CustomerEvent,
  { starts }: Hearing,
  wereOpen: readonly Run[],
): void {
  for (const { key, journey } of starts) {
    const { definition } = journey;
    const subject = journey.key === null ? null : subjectIn(said.properties, journey.key);
    if (journey.key !== null && subject === null) {
      const because = `"${said.type}" names no "${journey.key}", which tells the runs of this journey apart.`;
      const event = `${source}/${id}`;
      happened(draft, { kind: 'run.not started', at: said.at, journey: definition.id, event, because });
      continue;
    }
    const number = numberOf(draft, journey, subject, said, wereOpen);
    if (number !== null) begin(draft, journey, key, subject, number, said);
  }
}

/** The how-manieth run of its subject this would be; null when there must not be one. */
function numberOf(
  draft: Draft,
  { definition }: CompiledJourney,
  subject: string | null,
  said: Said,
  wereOpen: readonly Run[],
): number | null {
  let open = 0;
  for (const run of draft.runs) if (run.subject === subject && run.journey === definition.id) open++;
  const past = endedOf(draft.ended, subjectKey(definition.id, subject));
  const number = (past?.count ?? 0) + open + 1;
  switch (definition.reentry ?? 'once') {
    case 'each':
      return number;
    case 'once':
      return number === 1 ? 1 : null;
    case 'after end':
      if (open > 0) return null;
      // A start as old as the end would have joined the run that has ended, unless it is what ended it.
      if (past === undefined || said.at > past.lastEndedAt) return number;
      return said.at === past.lastEndedAt && hasOpenRun(wereOpen, definition.id, subject) ? number : null;
  }
}

function begin(
  draft: Draft,
  journey: CompiledJourney,
  definitionKey: string,
  subject: string | null,
  number: number,
  said: Said,
): void {
  const { definition } = journey;
  const { customerId, zone } = draft;
  let heard = heardBefore(draft, journey, subject);
  if (heard.length > 0) heard = heard.filter(({ type, at }) => type !== said.type || at > said.at);
  let facts: RememberedFacts = {};
  for (const early of heard)
    if (early.at <= said.at && journey.roles.get(early.type)?.fact) facts = remember(facts, early);
  facts = remember(facts, said);
  const run: MovingRun = {
    id: `${subjectKey(definition.id, subject)}/${number}`,
    definition: definitionKey,
    journey: definition.id,
    version: definition.version,
    subject,
    arm: definition.experiment === undefined ? null : armOf(definition.experiment, customerId),
    holdout: definition.holdout !== undefined && inHoldout(definition.holdout, customerId),
    startedAt: said.at,
    expiresAt: journey.expiresAfter === null ? null : shift(said.at, journey.expiresAfter, zone),
    stages: journey.untouched,
    deadlines: [],
    facts,
  };
  const role = journey.roles.get(said.type);
  if (role !== undefined && addsUp(role)) run.totals = added(undefined, role, said);
  if (!passes(draft, run, definition.startsWhen, said.at)) return;
  happened(draft, {
    kind: 'run.started',
    at: said.at,
    run: run.id,
    definition: definitionKey,
    journey: definition.id,
    version: definition.version,
    subject,
    arm: run.arm,
    holdout: run.holdout,
  });
  enterStages(draft, journey, run, 0, said.at, said.historical === true);
  draft.runs = [...draft.runs, run];
  if (draft.definitions[definitionKey] === undefined) {
    draft.definitions = { ...draft.definitions, [definitionKey]: definition };
  }
  // What arrived before the start, but did not happen before it, counts as if it came now.
  for (const early of heard) if (early.at >= said.at) catchUp(draft, journey, run.id, early);
  forgetUnwanted(draft);
}

function catchUp(draft: Draft, journey: CompiledJourney, id: string, early: Said): void {
  fireDue(draft, early.at, false);
  const run = draft.runs.find((open) => open.id === id);
  if (run !== undefined) hear(draft, journey, run, early);
}
