import type { JourneyDefinition } from './definition.ts';
import type { KnownWords } from './known-words.ts';
import { duplicates, idFaults, nameFaults } from './name-faults.ts';
import { reachFaults } from './reach-faults.ts';
import { stageFaults } from './stage-faults.ts';
import { durationFaults, eventFaults, guardFaults } from './word-faults.ts';

/** All faults of a definition, as sentences with the way out; none: it can be published. */
export function journeyFaults(definition: JourneyDefinition, known: KnownWords): readonly string[] {
  const list: unknown = definition.stages;
  if (!Array.isArray(list)) return ['has no list of stages. Give it at least one stage.'];
  const { stages, goal } = definition;
  const touches = stages.flatMap((stage) => (stage.stalls ?? []).flatMap(({ touch }) => touch?.name ?? []));
  const faults = [
    ...idFaults('its id', definition.id),
    ...eventFaults('startsOn', definition.startsOn, known),
    ...guardFaults('startsWhen', definition.startsWhen, known),
    ...eventFaults('goal.on', goal?.on, known),
    ...guardFaults('goal.when', goal?.when, known),
    ...durationFaults('goal.within', goal?.within),
    ...eventFaults('exitsOn', definition.exitsOn, known),
    ...durationFaults('expiresAfter', definition.expiresAfter),
    ...stages.flatMap((stage) => stageFaults(stage, definition, known)),
    ...splitFaults(definition),
    ...tighteningFaults(definition),
    ...migrationFaults(definition),
    ...reachFaults(definition),
  ];
  if (!Number.isInteger(definition.version) || definition.version < 1) {
    faults.push(`its version is ${JSON.stringify(definition.version)}. Count versions 1, 2, 3.`);
  }
  for (const word of ['title', 'owner'] as const) {
    if (typeof definition[word] !== 'string' || definition[word].trim() === '')
      faults.push(`has no ${word}. Give it one.`);
  }
  if (definition.debtKey === '') {
    faults.push(
      'its debtKey is empty. Name a property of the start event, or leave it out: then the subject is the debt.',
    );
  }
  if (definition.key === '') faults.push('its key is empty. Name a property of the start event, or leave it out.');
  if (!['once', 'after end', 'each', undefined].includes(definition.reentry)) {
    faults.push(`reentry is ${JSON.stringify(definition.reentry)}. Write 'once', 'after end' or 'each'.`);
  }
  if (stages.length === 0) faults.push('has no stage. Give it at least one.');
  for (const name of duplicates(stages.map((stage) => stage.name))) {
    faults.push(`stage "${name}" is defined twice. Give each stage its own name.`);
  }
  for (const name of duplicates(touches)) faults.push(`two touches are called "${name}". Give each its own name.`);
  return faults;
}

function splitFaults({ experiment, holdout }: JourneyDefinition): readonly string[] {
  const faults: string[] = [];
  if (experiment !== undefined) {
    const arms = Object.entries(experiment.arms);
    const sum = arms.reduce((total, [, weight]) => total + weight, 0);
    faults.push(...nameFaults('its experiment', experiment.id), ...arms.flatMap(([arm]) => nameFaults('an arm', arm)));
    if (arms.length < 2) faults.push(`experiment "${experiment.id}" has fewer than two arms. Add one, or take it out.`);
    if (arms.some(([, weight]) => !(weight >= 0))) {
      faults.push(`experiment "${experiment.id}" has a weight that is no percentage. Use numbers from 0 to 100.`);
    }
    if (Math.abs(sum - 100) > 1e-9) {
      const weights = arms.map(([arm, weight]) => `${arm} ${weight}`).join(', ');
      faults.push(`the weights of experiment "${experiment.id}" (${weights}) add up to ${sum}. Make it 100.`);
    }
  }
  if (holdout !== undefined) {
    if (!(holdout.percent > 0 && holdout.percent < 100)) {
      faults.push(
        `holdout.percent is ${JSON.stringify(holdout.percent)}. Use more than 0 and less than 100, or take it out.`,
      );
    }
    if (typeof holdout.salt !== 'string' || holdout.salt === '')
      faults.push('holdout.salt is empty. Write any word, and keep it.');
  }
  return faults;
}

/** What the rules say is for the policy to check; here, that no name can be taken for one of the institution's. */
function tighteningFaults({ id, tightenedBy }: JourneyDefinition): readonly string[] {
  if (tightenedBy === undefined) return [];
  const list: unknown = tightenedBy;
  if (!Array.isArray(list) || tightenedBy.length === 0) {
    return ['tightenedBy is no list of rules. Name one at least, or leave it out.'];
  }
  const ids = tightenedBy.map((rule) => rule.id);
  return [
    ...ids
      .filter((rule) => !rule.startsWith(`${id}.`) || rule === `${id}.`)
      .map((rule) => `its rule "${rule}" could be one of the institution's. Call it "${id}." and a name.`),
    ...duplicates(ids).map((rule) => `its rule "${rule}" is there twice. Give each its own id.`),
  ];
}

function migrationFaults({ migrates, version, stages }: JourneyDefinition): readonly string[] {
  if (migrates === undefined) return [];
  const names = stages.map(({ name }) => name);
  const faults = migrates.from
    .filter((from) => !Number.isInteger(from) || from < 1 || from >= version)
    .map((from) => `migrates from version ${from}, which is not before ${version}. Name earlier versions.`);
  if (migrates.from.length === 0) faults.push('migrates from no version. Name the earlier ones, or take it out.');
  for (const [old, name] of Object.entries(migrates.stages)) {
    if (!names.includes(name))
      faults.push(`migrates the stage "${old}" to "${name}", which it does not have. Name one of its stages.`);
  }
  return [
    ...faults,
    ...duplicates(Object.values(migrates.stages)).map(
      (name) => `migrates two stages to "${name}". Let each go to its own.`,
    ),
  ];
}
