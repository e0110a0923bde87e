import type { Json } from '#journey';
import type { Meaning } from './mapping.ts';
import type { Properties, PropertySource, RowValues } from './row-values.ts';

/** What a row of one activity becomes: the type of an event, and how its properties are made. */
export interface RowMeaning {
  readonly type: string;
  readonly properties: (values: RowValues) => Properties;
}

/** Works out once per activity what would else be decided row by row. `subjects` are among the sources. */
export function meaningOf(
  meaning: Meaning,
  activity: string,
  sources: readonly PropertySource[],
  subjects: readonly string[],
): RowMeaning {
  if (typeof meaning === 'string') return eventOf(meaning, sources);
  if ('event' in meaning) {
    const { event, properties: only } = meaning;
    if (only === undefined) return eventOf(event, sources);
    return eventOf(
      event,
      sources.filter(({ property }) => subjects.includes(property) || only.includes(property)),
    );
  }
  const debtOf = (name: string | undefined): PropertySource | undefined =>
    sources.find(({ property }) => property === name);
  if ('contact' in meaning) {
    const { debt, topic, by = activity, ...contact } = meaning.contact;
    return withDebt('contact.made', { ...contact, by, ...optional('topic', topic) }, debtOf(debt));
  }
  if ('request' in meaning) {
    const { debt, channel, usefulFor = '0s', purpose, topic, class: importance, score } = meaning.request;
    const request = {
      purpose,
      ...optional('topic', topic),
      ...optional('class', importance),
      ...optional('score', score),
      channels: [channel].flat(),
      usefulFor,
      template: activity,
    };
    return withDebt('contact.requested', request, debtOf(debt));
  }
  if ('flag' in meaning) return withDebt('customer.flagged', { flag: meaning.flag }, undefined);
  return withDebt('customer.unflagged', { flag: meaning.unflag }, undefined);
}

function eventOf(type: string, sources: readonly PropertySource[]): RowMeaning {
  return { type, properties: (values) => values.properties(sources) };
}

/** The same in every row, but for the debt that it is about. */
function withDebt(type: string, same: Properties, debt: PropertySource | undefined): RowMeaning {
  if (debt === undefined) return { type, properties: () => same };
  return {
    type,
    properties: (values) => {
      const value = values.value(debt);
      return value === undefined ? same : { debt: value, ...same };
    },
  };
}

function optional(name: string, value: Json | undefined): Properties {
  return value === undefined ? {} : { [name]: value };
}
