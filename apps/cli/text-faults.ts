import { variablesIn } from '#channels';
import type { Catalogue } from '#journey';
import { checkContent } from '#policy';
import type { Policy } from '#policy';

/** The words of a template on a channel in a language; throws a sentence when there are none. */
type TextOf = (template: string, channel: string, language: string) => string;

/** Texts that are missing, or that the policy would not let go out: a sentence each. */
export function textFaults(
  { journeys }: Pick<Catalogue, 'journeys'>,
  languages: readonly string[],
  textOf: TextOf,
  policy: Policy,
): readonly string[] {
  const faults: string[] = [];
  for (const { journey, touch, template, channel, language } of said(journeys, languages)) {
    const where = `Journey "${journey}", touch "${touch.name}", template "${template}": `;
    try {
      const text = textOf(template, channel, language);
      const content = { purpose: touch.purpose, channel, language, text, variables: variablesIn(text) };
      faults.push(...checkContent(content, policy).map(({ rule, sentence }) => `${where}[${rule}] ${sentence}`));
    } catch (error) {
      faults.push(where + (error instanceof Error ? error.message : String(error)));
    }
  }
  return faults;
}

function said(journeys: Catalogue['journeys'], languages: readonly string[]) {
  return journeys.flatMap(({ id: journey, stages }) =>
    stages
      .flatMap(({ stalls = [] }) => stalls.flatMap(({ touch }) => touch ?? []))
      .flatMap((touch) =>
        (typeof touch.template === 'string' ? [touch.template] : Object.values(touch.template)).flatMap((template) =>
          touch.via.flatMap((channel) =>
            languages.map((language) => ({ journey, touch, template, channel, language })),
          ),
        ),
      ),
  );
}
