import { dateReference, eventsOf, stallName } from './definition-words.ts';
import type { JourneyDefinition, StageDefinition, StallDefinition } from './definition.ts';
import { parseDuration, roughMs } from './duration.ts';
import type { KnownWords } from './known-words.ts';
import { duplicates, nameFaults } from './name-faults.ts';
import { touchFaults } from './touch-faults.ts';
import { durationFaults, eventFaults, guardFaults, wordFaults } from './word-faults.ts';

export function stageFaults(
  stage: StageDefinition,
  definition: JourneyDefinition,
  known: KnownWords,
): readonly string[] {
  const where = `stage "${stage.name}"`;
  const stalls = stage.stalls ?? [];
  const faults = [
    ...nameFaults('a stage', stage.name),
    ...eventFaults(`${where}: doneOn`, stage.doneOn, known),
    ...guardFaults(`${where}: doneWhen`, stage.doneWhen, known),
    ...eventFaults(`${where}: reentersOn`, stage.reentersOn, known),
    ...stalls.flatMap((stall, index) =>
      stallFaults(`${where}, stall "${stallName(stall, index)}"`, stall, stage, definition, known),
    ),
  ];
  for (const name of duplicates(stalls.map(stallName))) {
    faults.push(`${where}: two stalls are called "${name}". Give each a name of its own.`);
  }
  for (const event of eventsOf(stage.doneOn)) {
    if (eventsOf(stage.reentersOn).includes(event)) {
      faults.push(`${where}: "${event}" both completes it and enters it again. Let it do one of the two.`);
    }
  }
  return faults;
}

function stallFaults(
  where: string,
  stall: StallDefinition,
  stage: StageDefinition,
  definition: JourneyDefinition,
  known: KnownWords,
): readonly string[] {
  const faults = [
    ...(stall.name === undefined ? [] : nameFaults(`${where}: the stall`, stall.name)),
    ...deadlineFaults(where, stall, definition, known),
    ...guardFaults(`${where}: when`, stall.when, known),
    ...guardFaults(`${where}: unless`, stall.unless, known),
    ...eventFaults(`${where}: resolvedOn`, stall.resolvedOn, known),
  ];
  if (stall.counts !== undefined && stall.counts !== 'first entry' && stall.counts !== 'each entry') {
    faults.push(`${where}: counts is ${JSON.stringify(stall.counts)}. Write 'first entry' or 'each entry'.`);
  }
  for (const event of eventsOf(stall.resolvedOn)) {
    if (stall.counts !== 'first entry' && eventsOf(stage.reentersOn).includes(event)) {
      faults.push(
        `${where}: "${event}" both resolves it and starts it anew. Take it out of one, or count the 'first entry'.`,
      );
    }
  }
  if (stall.touch !== undefined) faults.push(...touchFaults(where, stall.touch, definition, known));
  if (stall.activity !== undefined) {
    faults.push(
      ...nameFaults(`${where}: its activity`, stall.activity),
      ...wordFaults(`${where}: the activity`, stall.activity, known.activities),
    );
    if (stall.touch !== undefined) {
      faults.push(`${where}: has both a touch and an activity. Give each a stall of its own.`);
    }
  }
  return faults;
}

function deadlineFaults(
  where: string,
  stall: StallDefinition,
  definition: JourneyDefinition,
  known: KnownWords,
): readonly string[] {
  const said = (['after', 'before', 'past'] as const).filter((word) => word in stall);
  if (said.length !== 1) {
    return [
      `${where}: has ${said.length === 0 ? 'no deadline' : said.join(' and ')}. Give it one of after, before and past.`,
    ];
  }
  if ('after' in stall)
    return [...durationFaults(`${where}: after`, stall.after, 'zero'), ...tooLate(where, stall.after, definition)];
  const [word, duration] = 'before' in stall ? ['before', stall.before] : ['past', stall.past];
  const faults = [...durationFaults(`${where}: ${word}`, duration, 'zero')];
  if (typeof stall.date !== 'string' || !/^[^:]+:[^:]+$/.test(stall.date)) {
    return [
      ...faults,
      `${where}: date is ${JSON.stringify(stall.date)}. Write an event and a property of it: 'bill.issued:dueOn'.`,
    ];
  }
  return [...faults, ...eventFaults(`${where}: date`, dateReference(stall.date).type, known)];
}

/** A deadline that lies past the end of every run. A day is left for clock changes. */
function tooLate(where: string, after: string, { expiresAfter }: JourneyDefinition): readonly string[] {
  const [deadline, life] = [parseDuration(after), expiresAfter === undefined ? null : parseDuration(expiresAfter)];
  if (deadline === null || life === null || roughMs(deadline) < roughMs(life) + 86_400_000) return [];
  return [
    `${where}: is due after ${after}, but a run expires after ${expiresAfter ?? ''}. Shorten the one or lengthen the other.`,
  ];
}
