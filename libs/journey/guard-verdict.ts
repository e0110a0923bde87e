import type { StallDefinition } from './definition.ts';
import type { Published } from './published.ts';
import type { Facts, Run } from './state.ts';

/** `broken` counts as "do not": neither `when` nor `unless` lets anything pass because of it. */
export type GuardVerdict = { readonly holds: boolean; readonly broken: string | null };

const holding: GuardVerdict = { holds: true, broken: null };
const not: GuardVerdict = { holds: false, broken: null };

/** Do the guards of this stall let it pass for the run as it is? A broken one does not. */
export function stallApplies(
  { when, unless }: Pick<StallDefinition, 'when' | 'unless'>,
  run: Run,
  published: Published,
): boolean {
  if (when !== undefined && !askGuard(when, run, published).holds) return false;
  if (unless === undefined) return true;
  const verdict = askGuard(unless, run, published);
  return verdict.broken === null && !verdict.holds;
}

/** Asks a guard of a run, with the facts and totals that it has declared and no others. */
export function askGuard(name: string, run: Pick<Run, 'facts' | 'totals'>, published: Published): GuardVerdict {
  const guard = published.guards[name];
  if (guard === undefined) {
    const because = `Guard "${name}" is not published any more, but a run still uses it. Keep old guards while runs use them.`;
    return { holds: false, broken: because };
  }
  const facts: { [type: string]: Facts[string] } = {};
  const times: { [type: string]: number | undefined } = {};
  for (const type of guard.reads) {
    facts[type] = run.facts[type]?.properties;
    times[type] = run.facts[type]?.at;
  }
  const totals: { [total: string]: number } = {};
  for (const total of guard.totals ?? []) totals[total] = run.totals?.[total] ?? 0;
  try {
    return guard.holds(facts, times, totals) ? holding : not;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { holds: false, broken: `Guard "${name}" threw: ${said}. Make it answer for every fact, missing ones too.` };
  }
}
