import type { ContentRule, Finding, Policy, PolicySet, Rule } from '#policy';

type Window = Extract<Rule, { readonly kind: 'cap' }>['window'];

const confidences = {
  F: 'primary text read',
  s: 'secondary sources agree',
  m: 'from memory, ships switched off',
  ours: 'our own choice',
};

/** A preset or a file's set as an auditor reads it: where it is from, every rule with its numbers, what texts must and must not say. */
export function explainSet(set: PolicySet): readonly string[] {
  const { origin } = set;
  return [
    `${set.name}${set.title === undefined ? '' : `: ${set.title}`}`,
    ...(origin === undefined
      ? []
      : [
          `  source:      ${origin.number === 'none' ? '' : `${origin.number}, `}${origin.source}`,
          `  as of:       ${origin.asOf}`,
          `  confidence:  ${origin.confidence} (${confidences[origin.confidence]})`,
          `  note:        ${origin.notes}`,
        ]),
    ...set.rules.flatMap((rule) => ['', ...ruleText(rule)]),
    ...(set.content ?? []).flatMap((rule) => ['', ...contentText(rule)]),
    ...(set.leavesOpen === undefined ? [] : ['', 'Left open on purpose:']),
    ...(set.leavesOpen ?? []).map(
      ({ kinds, purposes, channels, because }) =>
        `  no ${kinds.join(', no ')} for ${scopeText({ purposes, channels })}: ${because.en}`,
    ),
    '',
    'A preset is a starting point, not legal advice.',
  ];
}

/** A policy that is or was in force, whole. */
export function policyText(policy: Policy): readonly string[] {
  const calendars = calendarsText(policy);
  return [
    `Policy ${policy.hash}`,
    `  made of ${policy.sets.join(', ') || 'nothing'}; a send stays valid for ${policy.sendValidForMs / 60_000} minutes at most`,
    ...(policy.spreadsOverMs === 0
      ? []
      : [`  what a window lets go for many at once is spread over ${policy.spreadsOverMs / 60_000} minutes`]),
    ...policy.rules.flatMap((rule) => ['', ...ruleText(rule)]),
    ...policy.content.flatMap((rule) => ['', ...contentText(rule)]),
    ...(calendars.length === 0 ? [] : ['', ...calendars]),
  ];
}

/** A line for each calendar: how far it knows, and by whom. */
export function calendarsText({ calendars }: Policy): readonly string[] {
  return Object.entries(calendars).map(([name, { days, from, until, source }]) => {
    const reach = [from && `from ${from}`, until && `until ${until}`].filter((word) => word !== undefined).join(' ');
    return `Calendar ${name}: ${days.length} holidays${reach === '' ? '' : ` ${reach}`}, ${source ?? "the policy's own list"}.`;
  });
}

/** What the policy leaves open, gathered: one line for each gap and purpose, with its channels and touches. */
export function openText(findings: readonly Finding[]): readonly string[] {
  const groups = gathered(findings, ({ kind, touch, sentence }) =>
    touch === null ? sentence : `${kind}: ${touch.purpose}`,
  );
  return [...groups].map(([title, among]) => {
    const channels = [...new Set(among.flatMap(({ channel }) => channel ?? []))];
    const touches = [
      ...new Set(among.flatMap(({ touch }) => (touch === null ? [] : `${touch.journey}/${touch.touch}`))),
    ];
    return touches.length === 0 ? title : `${title} by ${channels.join(', ')} (${touches.join(', ')})`;
  });
}

/** The same for what is meant, by its reason. */
export function meantText(findings: readonly Finding[]): readonly string[] {
  return [...gathered(findings, ({ meant }) => meant?.en ?? '')].map(([because, among]) => {
    const kinds = [...new Set(among.map(({ kind }) => kind))].join(', ');
    const scopes = [...gathered(among, ({ touch }) => touch?.purpose ?? '')].map(
      ([purpose, within]) => `${purpose} by ${[...new Set(within.map(({ channel }) => channel))].join(', ')}`,
    );
    return `On purpose, ${kinds} for ${scopes.join('; ')}: ${because}.`;
  });
}

/** A rule that a journey adds. */
export function tightenedText({ journey, rule }: { readonly journey: string; readonly rule: Rule }): readonly string[] {
  return [`Journey ${journey} adds:`, ...ruleText(rule).map((line) => `  ${line}`)];
}

function gathered(findings: readonly Finding[], titleOf: (finding: Finding) => string) {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const title = titleOf(finding);
    groups.set(title, [...(groups.get(title) ?? []), finding]);
  }
  return groups;
}

function ruleText(rule: Rule): readonly string[] {
  const notes = [
    rule.says?.en ?? '',
    rule.overriddenBy === undefined ? '' : `unless the customer gave: ${rule.overriddenBy.join(', ')}`,
    rule.shadow === true ? 'in shadow: reports, and blocks nothing' : '',
  ];
  return [
    `${rule.id} (${rule.kind}; ${scopeText(rule)})`,
    `  ${numbersText(rule)}; ${onBlock[rule.onBlock]}`,
    ...notes.filter((note) => note !== '').map((note) => `  ${note}`),
  ];
}

const onBlock = {
  hold: 'else it waits',
  next: 'else the next channel is tried',
  human: 'else it is handed to a human',
  drop: 'else it is dropped',
};

function contentText(rule: ContentRule): readonly string[] {
  return [
    `${rule.id} (texts: ${rule.kind}; ${scopeText(rule)})`,
    ...wordsText(rule).map((line) => `  ${line}`),
    '  else it does not go out, and the next channel is tried',
  ];
}

function wordsText(rule: ContentRule): readonly string[] {
  switch (rule.kind) {
    case 'way out':
      return ['says how to refuse, in one of these:', ...phrasesText(rule.anyOf)];
    case 'disclosure':
      return ['says in its first sentence that it is automated, by one of these:', ...phrasesText(rule.anyOf)];
    case 'forbidden':
      return [`never says: ${rule.words.join(', ')}`];
    case 'variables':
      return [`has no variable but: ${rule.allowed.join(', ') || 'none'}`];
  }
}

function phrasesText(anyOf: Extract<ContentRule, { readonly kind: 'way out' }>['anyOf']): readonly string[] {
  return Object.entries(anyOf).map(([language, phrases]) => `  ${language}: ${phrases.join(', ')}`);
}

function scopeText({ purposes, channels, journeys }: Partial<Pick<Rule, 'journeys'>> & Scope): string {
  const by = channels === undefined ? 'by every channel' : `by ${channels.join(', ')}`;
  const within = journeys === undefined ? '' : `, in ${journeys.join(', ')}`;
  return `${purposes?.join(', ') ?? 'every purpose'} ${by}${within}`;
}

interface Scope {
  readonly purposes?: readonly string[] | undefined;
  readonly channels?: readonly string[] | undefined;
}

function numbersText(rule: Rule): string {
  switch (rule.kind) {
    case 'hours':
      return `allowed ${rule.allowed.map(hoursText).join(' and ')}, where the customer is${rule.calendar === undefined ? '' : ` (holidays of ${rule.calendar})`}`;
    case 'cap':
      return `at most ${rule.limit} ${counted[rule.countOn]}${rule.limit === 1 ? '' : 's'} in ${windowText(rule.window)} per ${rule.subject ?? 'person'}`;
    case 'cooldown': {
      const times = rule.times === undefined ? '' : ` ${rule.times} times`;
      const within = rule.within === undefined ? '' : ` within ${rule.within.rolling}`;
      return `${'rolling' in rule.for ? rule.for.rolling : windowText(rule.for)} of quiet per ${rule.subject ?? 'person'} after ${rule.after.join(', ')}${times}${within}`;
    }
    case 'consent':
      return rule.needs === 'no objection'
        ? 'as long as the customer has not withdrawn'
        : `only with consent${rule.confirmed === true ? ', confirmed by double opt-in' : ''}`;
    case 'suppress':
      return `not while flagged ${rule.flags.join(', ')}`;
    case 'holdout':
      return `${rule.percent} percent of all customers are held out`;
  }
}

const counted = {
  attempt: 'attempt',
  delivered: 'delivered contact',
  connected: 'connected contact',
  conversation: 'conversation',
};

function windowText(window: Window): string {
  if ('rolling' in window) return `any ${window.rolling}`;
  return window.calendarDays === 1 ? "a day of the customer's calendar" : `${window.calendarDays} calendar days`;
}

function hoursText({
  from,
  to,
  days,
  onHolidays,
}: Extract<Rule, { readonly kind: 'hours' }>['allowed'][number]): string {
  const on = days === undefined ? '' : ` on weekdays ${days.join(', ')} (1 is Monday)`;
  const holidays = onHolidays === undefined || onHolidays === 'open' ? '' : `, holidays: ${onHolidays}`;
  return `${from}-${to}${on}${holidays}`;
}
