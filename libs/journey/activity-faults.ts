import { activityNamesOf, definitionId } from './definition-words.ts';
import type { JourneyDefinition } from './definition.ts';

/** Activities that journeys name and nobody performs: a sentence each. `performed`: the names that have an implementation. */
export function activityFaults(
  journeys: readonly JourneyDefinition[],
  performed: ReadonlySet<string>,
): readonly string[] {
  return journeys.flatMap((definition) =>
    [...activityNamesOf(definition)]
      .filter((name) => !performed.has(name))
      .map(
        (name) =>
          `Journey ${definitionId(definition)} names the activity "${name}", which nothing performs. ` +
          `Write it in ${name}.activity.ts beside the journey, and put it into workflows/activities.ts.`,
      ),
  );
}
