import type { JourneyDefinition, TouchDefinition } from './definition.ts';
import type { KnownWords } from './known-words.ts';
import { duplicates, nameFaults } from './name-faults.ts';
import { purposes } from './purpose.ts';
import { touchClasses } from './touch-class.ts';
import { durationFaults, wordFaults } from './word-faults.ts';

export function touchFaults(
  where: string,
  touch: TouchDefinition,
  definition: JourneyDefinition,
  known: KnownWords,
): readonly string[] {
  const what = `${where}, touch "${touch.name}"`;
  const faults = [
    ...nameFaults(`${where}: its touch`, touch.name),
    ...durationFaults(`${what}: usefulFor`, touch.usefulFor),
    ...templateFaults(what, touch, definition, known),
  ];
  if (!purposes.includes(touch.purpose)) {
    faults.push(`${what}: "${touch.purpose}" is no purpose. Use one of: ${purposes.join(', ')}.`);
  }
  if (touch.purpose === 'marketing' && touch.usefulFor === undefined) {
    faults.push(
      `${what}: a marketing touch must say how long it is useful. Add usefulFor: '3 days', or what is true of it.`,
    );
  }
  if (touch.via.length === 0) faults.push(`${what}: via is empty. Name at least one channel, in order of fallback.`);
  for (const channel of touch.via) faults.push(...wordFaults(`${what}: the channel`, channel, known.channels));
  for (const channel of duplicates(touch.via)) {
    faults.push(`${what}: via names "${channel}" twice. A fallback is another channel: name each once.`);
  }
  if (touch.class !== undefined && !touchClasses.includes(touch.class)) {
    faults.push(`${what}: "${touch.class}" is no class. Use one of: ${touchClasses.join(', ')}.`);
  }
  if (touch.score !== undefined && !Number.isFinite(touch.score)) {
    faults.push(`${what}: score is ${String(touch.score)}. Give a number.`);
  }
  return faults;
}

function templateFaults(
  what: string,
  { template }: TouchDefinition,
  { experiment }: JourneyDefinition,
  known: KnownWords,
): readonly string[] {
  if (typeof template === 'string') return wordFaults(`${what}: the template`, template, known.templates);
  const faults = Object.values(template).flatMap((word) => wordFaults(`${what}: the template`, word, known.templates));
  if (experiment === undefined) {
    return [
      ...faults,
      `${what}: has a template per arm, but the journey has no experiment. Name one template, or add one.`,
    ];
  }
  for (const arm of Object.keys(experiment.arms)) {
    if (template[arm] === undefined) faults.push(`${what}: has no template for the arm "${arm}". Name one.`);
  }
  for (const arm of Object.keys(template)) {
    if (experiment.arms[arm] === undefined) {
      faults.push(`${what}: has a template for "${arm}", which is no arm of "${experiment.id}". Take it out.`);
    }
  }
  return faults;
}
