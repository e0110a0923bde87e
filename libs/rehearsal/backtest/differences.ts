import type { ContactsReport, Difference, PolicyReport } from './backtest-report.ts';

type Figures = readonly (readonly [name: string, count: number])[];

/** All figures in which two policies can differ, in the order of their telling. */
export function differencesOf(policy: PolicyReport, against: PolicyReport): readonly Difference[] {
  const [one, other] = [figuresOf(policy), figuresOf(against)];
  return (Object.keys(one) as (keyof typeof one)[]).flatMap((of) => {
    const [here, there] = [new Map(one[of]), new Map(other[of])];
    return [...new Set([...here.keys(), ...there.keys()])].map((figure): Difference => {
      const [first, second] = [here.get(figure) ?? 0, there.get(figure) ?? 0];
      return { of, figure, policy: first, against: second, difference: second - first };
    });
  });
}

function figuresOf({ touches, contacts, journeys }: PolicyReport): { readonly [of in Difference['of']]: Figures } {
  const { planned, sent, toHuman, held, ended, open, heldBy, droppedBy, shadow } = touches;
  const { dropped = 0, cancelled = 0, failed = 0, unknown = 0 } = ended;
  return {
    touches: Object.entries({ planned, sent, 'to a human': toHuman, held, dropped, cancelled, failed, unknown, open }),
    'dropped by': Object.entries(droppedBy),
    'held by': Object.entries(heldBy),
    'in shadow': shadow.map(({ rule, wouldBlock }) => [rule, wouldBlock]),
    conversions: journeys.flatMap(({ journey, outcomes }): Figures => [
      [`${journey}, goal reached`, outcomes.goal],
      [`${journey}, untouched`, outcomes.untouched],
    ]),
    contacts: [
      ['by us', contacts.byUs],
      ['elsewhere', contacts.elsewhere],
      ['customers contacted', contacts.customers],
    ],
    'weeks of a customer': weeksOf(contacts),
    'customers over a cap': [
      ['of any preset', contacts.customersOverAnyCap],
      ...contacts.overCaps.map(({ rule, customers }) => [rule, customers] as const),
    ],
  };
}

/** Beyond so many contacts a week, weeks are counted together. */
const manyAWeek = 8;

function weeksOf({ weeks }: ContactsReport): Figures {
  const figures = Array.from({ length: manyAWeek }, (_, index) => {
    const least = index + 1;
    const within = weeks.filter(({ contacts }) => (least < manyAWeek ? contacts === least : contacts >= least));
    const count = within.reduce((sum, { weeks: found }) => sum + found, 0);
    return [`with ${least}${least < manyAWeek ? '' : ' or more'}`, count] as const;
  });
  return [...figures, ['most contacts in one', weeks.at(-1)?.contacts ?? 0]];
}
