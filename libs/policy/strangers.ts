import type { CatalogueTouch, Finding } from './coverage.ts';
import { flags } from './flags.ts';
import { HUMAN_CHANNEL } from './human-channel.ts';
import type { Policy } from './policy.ts';
import { presets } from './presets/index.ts';
import type { Rule } from './rule.ts';

/** Names that nothing else has: most likely slips of the pen, for which a rule would look at nothing. */
export function strangers(touches: readonly CatalogueTouch[], { rules }: Policy): readonly Finding[] {
  const ofPresets = presets.flatMap((preset) => preset.rules.flatMap(({ channels = [] }) => channels));
  const channels = new Set([...touches.flatMap((touch) => touch.channels), ...ofPresets, HUMAN_CHANNEL]);
  const journeys = new Set(touches.map(({ journey }) => journey));
  return rules.flatMap((rule) => [
    ...unknown(rule.channels, channels).map((name) =>
      found(rule, `names the channel "${name}", by which no touch goes`, [...channels]),
    ),
    ...unknown(rule.journeys, journeys).map((name) =>
      found(rule, `names the journey "${name}", of which there is no touch`, [...journeys]),
    ),
    ...unknown(rule.kind === 'suppress' ? rule.flags : [], new Set(flags)).map((name) =>
      found(rule, `waits for the flag "${name}", which no event raises`, flags),
    ),
  ]);
}

function unknown(names: readonly string[] | undefined, known: ReadonlySet<string>): readonly string[] {
  return (names ?? []).filter((name) => !known.has(name));
}

function found({ id }: Rule, what: string, known: readonly string[]): Finding {
  const sentence = `Rule "${id}" ${what}. Known: ${[...known].sort().join(', ')}.`;
  return { kind: 'names nothing', meant: null, touch: null, channel: null, rules: [id], sentence };
}
