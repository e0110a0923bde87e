import { purposes } from '#journey';
import { dispositions, outcomes, type CountOn } from './ledger.ts';
import { overrideKinds } from './profile.ts';
import type {
  CapRule,
  ConsentRule,
  CooldownRule,
  Ending,
  HoldoutRule,
  Rule,
  Subject,
  SuppressRule,
  Window,
} from './rule.ts';
import { hoursFaults } from './hours-faults.ts';
import { DAY_MS } from './local-time.ts';
import { rollingMs, timeFault } from './window.ts';

const ON_BLOCK: readonly string[] = ['hold', 'next', 'human', 'drop'];
const COUNT_ON: readonly CountOn[] = ['attempt', 'delivered', 'connected', 'conversation'];
const SUBJECTS: readonly Subject[] = ['person', 'purpose', 'debt', 'topic', 'number', 'journey'];
const ENDINGS: readonly Ending[] = [
  'pending',
  ...outcomes,
  ...dispositions,
  ...(['conversation without disposition', 'ignored'] as const),
];

const LONGEST_MS = 3_660 * DAY_MS;

/** What is wrong with one rule, as ends of a sentence that begins with its name. Policies may come from files: trust no type. */
export function ruleFaults(rule: Rule, calendars: readonly string[]): readonly string[] {
  const faults: string[] = [];
  for (const purpose of rule.purposes ?? []) {
    if (!purposes.includes(purpose)) faults.push(`knows no purpose "${purpose}". Use one of ${purposes.join(', ')}.`);
  }
  for (const scope of ['purposes', 'channels', 'journeys', 'overriddenBy'] as const) {
    if (rule[scope]?.length === 0) faults.push(`has an empty list of ${scope}. Name some, or leave it out.`);
  }
  for (const kind of rule.overriddenBy ?? []) {
    if (!overrideKinds.includes(kind))
      faults.push(`is overridden by "${kind}", which no customer can give. Use ${overrideKinds.join(', ')}.`);
  }
  // A holdout has but one answer, which its own faults name.
  if (rule.kind !== 'holdout' && !ON_BLOCK.includes(rule.onBlock)) {
    faults.push(`does not say what happens when it blocks. Set onBlock to one of ${ON_BLOCK.join(', ')}.`);
  }
  return [...faults, ...kindFaults(rule, calendars)];
}

function kindFaults(rule: Rule, calendars: readonly string[]): readonly string[] {
  switch (rule.kind) {
    case 'hours':
      return hoursFaults(rule, calendars);
    case 'cap':
      return capFaults(rule);
    case 'cooldown':
      return cooldownFaults(rule);
    case 'consent':
      return consentFaults(rule);
    case 'suppress':
      return suppressFaults(rule);
    case 'holdout':
      return holdoutFaults(rule);
    default:
      return [
        `has the unknown kind "${String((rule as { kind: unknown }).kind)}". Use hours, cap, cooldown, consent, suppress or holdout.`,
      ];
  }
}

function capFaults(rule: CapRule): readonly string[] {
  const faults = [...windowFaults(rule.window, 'window'), ...subjectFaults(rule.subject)];
  if (!COUNT_ON.includes(rule.countOn))
    faults.push(`counts on nothing known. Set countOn to one of ${COUNT_ON.join(', ')}.`);
  if (rule.limit === 0) {
    faults.push('has a cap of 0, which would stop everything. Raise it, or say so with a rule of suppress or consent.');
  } else if (!isCount(rule.limit)) {
    const what = rule.limit === undefined ? 'no limit' : `the limit ${String(rule.limit)}`;
    faults.push(`has ${what}. A limit is a whole number from 1.`);
  }
  return faults;
}

function cooldownFaults(rule: CooldownRule): readonly string[] {
  const faults = [...windowFaults(rule.for, 'for'), ...subjectFaults(rule.subject)];
  const after = rule.after ?? [];
  if (after.length === 0) faults.push('cools down after nothing. Name at least one ending in `after`.');
  for (const ending of after) {
    if (!ENDINGS.includes(ending)) faults.push(`knows no ending "${ending}". Use one of ${ENDINGS.join(', ')}.`);
  }
  if (after.length > 1 && after.includes('ignored')) {
    faults.push(
      'mixes `ignored` with other endings. It is told by silence, later than they are: give it a rule of its own.',
    );
  }
  if (rule.times !== undefined && !isCount(rule.times))
    faults.push(`has times ${String(rule.times)}. It is a whole number from 1.`);
  if ((rule.times ?? 1) > 1 && rule.within === undefined) {
    faults.push(`wants ${String(rule.times)} endings but not within which time. Add within: { rolling: '30d' }.`);
  }
  if (rule.within !== undefined) {
    const days =
      'calendarDays' in rule.within ? ["has `within` in calendar days. Write it as { rolling: '30d' }."] : [];
    faults.push(...(days.length > 0 ? days : windowFaults(rule.within, 'within')));
  }
  if (rule.ignoredAfter !== undefined) faults.push(...windowFaults({ rolling: rule.ignoredAfter }, 'ignoredAfter'));
  return faults;
}

function consentFaults({ needs, confirmed }: ConsentRule): readonly string[] {
  if (needs !== undefined && needs !== 'given' && needs !== 'no objection') {
    return [`needs "${String(needs)}". Use 'given' or 'no objection'.`];
  }
  return needs === 'no objection' && confirmed === true
    ? ["asks for a confirmed consent but needs only 'no objection'. Choose one of the two."]
    : [];
}

function suppressFaults({ flags }: SuppressRule): readonly string[] {
  return flags === undefined || flags.length === 0 ? ['names no flag, so it never blocks. Name at least one.'] : [];
}

function holdoutFaults({ percent, salt, onBlock }: HoldoutRule): readonly string[] {
  const faults: string[] = [];
  if (!(percent > 0 && percent <= 100))
    faults.push(`holds out ${String(percent)} percent. Use more than 0 and at most 100.`);
  if (typeof salt !== 'string' || salt === '')
    faults.push('has no salt. Give it one, and keep it: a new salt draws other customers.');
  if (onBlock !== 'drop') faults.push("must drop: whoever is held out is never touched. Set onBlock to 'drop'.");
  return faults;
}

function subjectFaults(subject: Subject | undefined): readonly string[] {
  return subject === undefined || SUBJECTS.includes(subject)
    ? []
    : [`counts by "${String(subject)}". Set subject to one of ${SUBJECTS.join(', ')}.`];
}

function windowFaults(window: Window | undefined, field: string): readonly string[] {
  const { rolling, calendarDays } = (typeof window === 'object' ? window : {}) as {
    rolling?: unknown;
    calendarDays?: unknown;
  };
  if ((rolling === undefined) === (calendarDays === undefined)) {
    return [`does not say what its \`${field}\` means. Give either { rolling: '24h' } or { calendarDays: 1 }.`];
  }
  const ms = rolling === undefined ? Number(calendarDays) * DAY_MS : rollingMs(rolling);
  if (ms === null) {
    return [`has \`${field}\` of ${timeFault(rolling)}`];
  }
  if (calendarDays !== undefined && !isCount(calendarDays)) {
    return [`has \`${field}\` of ${JSON.stringify(calendarDays)} calendar days. Use a whole number from 1.`];
  }
  return ms > LONGEST_MS
    ? [`has \`${field}\` of more than ten years, longer than anybody is remembered. Shorten it.`]
    : [];
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
