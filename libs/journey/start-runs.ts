import { shift } from './calendar.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { happened, passes } from './draft.ts';
import type { Draft, MovingRun } from './draft.ts';
import { forgetUnwanted, heardBefore } from './early-events.ts';
import { remember } from './facts.ts';
import { fireDue } from './fire-due.ts';
import { hear } from './hear.ts';
import { isFactOf } from './published-index.ts';
import type { Said } from './said.ts';
import { armOf, inHoldout } from './split.ts';
import { enterStage } from './stages.ts';
import type { RememberedFacts } from './state.ts';
import { endedOf, subjectIn, subjectKey } from './subject.ts';

/**
 * Begins the runs that an event begins. `joined`: journeys and subjects that had an open run when it came, for which a
 * second start changes nothing unless the journey says `each`.
 */
export function startRuns(draft: Draft, said: Said, event: string, wasOpen: (key: string) => boolean): void {
  for (const { key, journey } of draft.index.starts.get(said.type) ?? []) {
    const { definition } = journey;
    const subject = journey.key === null ? null : subjectIn(said.properties, journey.key);
    if (journey.key !== null && subject === null) {
      const because = `"${said.type}" names no "${journey.key}", which tells the runs of this journey apart.`;
      happened(draft, { kind: 'run.not started', at: said.at, journey: definition.id, event, because });
      continue;
    }
    const number = numberOf(draft, journey, subject, said, wasOpen);
    if (number !== null) begin(draft, journey, key, subject, number, said);
  }
}

/** The how-manieth run of its subject this would be; null when there must not be one. */
function numberOf(
  draft: Draft,
  { definition }: CompiledJourney,
  subject: string | null,
  said: Said,
  wasOpen: (key: string) => boolean,
): number | null {
  const { runs } = draft.state;
  const key = subjectKey(definition.id, subject);
  const open = runs.filter((run) => run.journey === definition.id && run.subject === subject).length;
  const past = endedOf(draft.state, key);
  const number = (past?.count ?? 0) + open + 1;
  switch (definition.reentry ?? 'once') {
    case 'each':
      return number;
    case 'once':
      return number === 1 ? 1 : null;
    case 'after end':
      if (open > 0) return null;
      // A start as old as the end would have joined the run that has ended, unless it is what ended it.
      if (past !== undefined && said.at <= past.lastEndedAt && !(wasOpen(key) && said.at === past.lastEndedAt))
        return null;
      return number;
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
  const { customerId, zone } = draft.state;
  const heard = heardBefore(draft, journey, subject).filter(({ type, at }) => type !== said.type || at > said.at);
  let facts: RememberedFacts = {};
  for (const { type, at, properties } of [...heard.filter(({ at }) => at <= said.at), said]) {
    if (isFactOf(journey, type, draft.index)) facts = remember(facts, type, at, properties);
  }
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
    stages: journey.stages.map(() => ({ enteredAt: null, doneAt: null, entries: 0 })),
    deadlines: [],
    facts,
  };
  if (!passes(draft, run, definition.startsWhen, said.at)) return;
  const { id, version, arm, holdout } = run;
  const about = { run: id, definition: definitionKey, journey: run.journey, version, subject, arm, holdout };
  happened(draft, { kind: 'run.started', at: said.at, ...about });
  enterStage(draft, journey, run, 0, said.at, said.historical === true);
  draft.state = {
    ...draft.state,
    runs: [...draft.state.runs, run],
    definitions: { ...draft.state.definitions, [definitionKey]: definition },
  };
  // What arrived before the start, but did not happen before it, counts as if it came now.
  for (const early of heard) if (early.at >= said.at) catchUp(draft, journey, id, early);
  forgetUnwanted(draft);
}

function catchUp(draft: Draft, journey: CompiledJourney, id: string, early: Said): void {
  fireDue(draft, early.at, false);
  const run = draft.state.runs.find((open) => open.id === id);
  if (run !== undefined) hear(draft, journey, run, early);
}
