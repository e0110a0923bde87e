import type { JourneyState, RememberedFacts } from '#journey';
import type { Variables } from './effect.ts';

const NONE: Variables = {};

/**
 * What a text of this run may say: scalars of its facts by property name. Where two facts carry the same name the one
 * first heard wins, the run's own before the customer's: `amount` is that of the event the run began with.
 */
export function variablesOf(journeys: JourneyState, runId: string | null): Variables {
  const run = runId === null ? undefined : journeys.runs.find((candidate) => candidate.id === runId);
  return run === undefined ? NONE : scalarsOf(run.facts, journeys.facts);
}

function scalarsOf(...sources: readonly RememberedFacts[]): Variables {
  const variables: { [name: string]: string | number | boolean } = {};
  for (const fact of sources.flatMap((facts) => Object.values(facts))) {
    for (const [name, value] of Object.entries(fact?.properties ?? {})) {
      const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      if (scalar && !Object.hasOwn(variables, name)) variables[name] = value;
    }
  }
  return variables;
}
