import { eventsOf } from './definition-words.ts';
import type { JourneyDefinition, TouchDefinition } from './definition.ts';
import type { PlannedActivity, PlannedTouch } from './happening.ts';
import type { Instant } from './instant.ts';
import type { Purpose } from './purpose.ts';
import type { Run } from './state.ts';
import { subjectIn } from './subject.ts';
import type { TouchClass } from './touch-class.ts';

/** How important a touch is that does not say so. */
export const classOf: { readonly [purpose in Purpose]: TouchClass } = {
  service: 'service',
  transactional: 'service',
  collection: 'reminder',
  marketing: 'marketing',
};

/** The touch that a fired stall bears. Its id is its place, so that every host gives it the same. */
export function plannedTouch(
  run: Run,
  definition: JourneyDefinition,
  stage: string,
  stall: string,
  touch: TouchDefinition,
  entry: number,
  plannedAt: Instant,
  usefulUntil: Instant,
): PlannedTouch {
  const { template } = touch;
  const debt = debtOf(run, definition);
  return {
    id: placeId(run, stage, stall, entry),
    name: touch.name,
    run: run.id,
    journey: run.journey,
    stage,
    stall,
    entry,
    subject: run.subject,
    ...(debt !== null && { debt }),
    arm: run.arm,
    purpose: touch.purpose,
    via: touch.via,
    template: typeof template === 'string' ? template : (template[run.arm ?? ''] ?? ''),
    plannedAt,
    usefulUntil,
    topic: touch.topic ?? null,
    class: touch.class ?? classOf[touch.purpose],
    score: touch.score ?? 0,
  };
}

export function plannedActivity(
  run: Run,
  stage: string,
  stall: string,
  name: string,
  entry: number,
  plannedAt: Instant,
): PlannedActivity {
  const { id: runId, journey, subject, arm } = run;
  const id = placeId(run, stage, stall, entry);
  return { id, name, run: runId, journey, stage, stall, entry, subject, arm, plannedAt };
}

function placeId({ id }: Run, stage: string, stall: string, entry: number): string {
  return `${id}/${stage}/${stall}/${entry}`;
}

/** As the latest start event of the run names it; null where it is the subject. */
function debtOf({ facts }: Run, { debtKey, startsOn }: JourneyDefinition): string | null {
  if (debtKey === undefined) return null;
  const named = eventsOf(startsOn)
    .flatMap((type) => facts[type] ?? [])
    .toSorted((one, other) => other.at - one.at)
    .map(({ properties }) => subjectIn(properties, debtKey));
  return named.find((debt) => debt !== null) ?? null;
}
