import type { BacktestReport, JourneyReport, LogReport, PolicyReport } from '#rehearsal';
import type { Terminal } from './terminal.ts';

type Counts = { readonly [word: string]: number };

/** The report for people: tables, the largest numbers first. */
export function backtestText(report: BacktestReport, { table }: Pick<Terminal, 'table'>): string {
  return [
    [logText(report.log, table), policyText(report)].join('\n'),
    ...report.journeys.map((journey) => journeyText(journey, table)),
    requestedText(report, table),
    ...(hasAny(report.elsewhere) ? [`Contacts made elsewhere: ${countsText(report.elsewhere)}`] : []),
    contactsText(report, table),
    shadowText(report, table),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

export function logText(log: LogReport, table: Terminal['table']): string {
  const skipped = Object.fromEntries(
    Object.entries({
      'no customer': log.withoutCustomer,
      'no time': log.withoutTime,
      'not readable': log.unreadable,
      'outside from and until': log.outsideTime,
    }).filter(([, count]) => count > 0),
  );
  const unlisted = Object.entries(log.unlisted);
  return [
    `${number(log.rows)} rows, ${log.from ?? '-'} to ${log.until ?? '-'}, ${log.order}.`,
    `${number(log.events)} events of ${number(log.customers)} customers heard.`,
    ...(hasAny(skipped) ? [`Rows skipped: ${countsText(skipped)}.`] : []),
    ...(log.wrongValues > 0 ? [`Values of a wrong type, left out: ${number(log.wrongValues)}.`] : []),
    ...log.firstFaults.map((fault) => `  ${fault}`),
    ...(unlisted.length > 0
      ? [`Activities not in the mapping, which moved nothing:`, table(['activity', 'rows'], unlisted.slice(0, 12))]
      : []),
    ...(log.neverSeen.length > 0
      ? [
          `Activities in the mapping that the log does not have: ${log.neverSeen.map((name) => `"${name}"`).join(', ')}.`,
        ]
      : []),
    ...(unlisted.length > 12 ? [`  and ${unlisted.length - 12} more`] : []),
  ].join('\n');
}

function policyText({ policy }: Pick<PolicyReport, 'policy'>): string {
  return `Policy: ${policy.sets.join(', ')} (${policy.hash.slice(0, 12)}).`;
}

function journeyText(journey: JourneyReport, table: Terminal['table']): string {
  const { outcomes, touches } = journey;
  return [
    `${journey.title} (${journey.journey}@${journey.version}): ${number(journey.runs)} runs`,
    table(
      ['step', 'reached', 'of all'],
      journey.funnel.map(({ step, reached, share }) => [step, reached, `${(share * 100).toFixed(1)}%`]),
    ),
    '',
    table(
      ['stage', 'runs', 'entries', 'done', 'closed later', 'median', 'mean'],
      journey.stages.map((stage) => [
        stage.stage,
        stage.entered,
        stage.entries,
        stage.doneByEvent,
        stage.doneByLaterStage,
        hoursText(stage.medianHours, stage.exact),
        hoursText(stage.meanHours, true),
      ]),
    ),
    ...(journey.stalls.length === 0
      ? []
      : [
          '',
          table(
            ['stall', 'fired', 'in runs', 'resolved', 'results'],
            journey.stalls.map(({ stage, stall, fired, runs, resolved, results }) => [
              `${stage}/${stall}`,
              fired,
              runs,
              resolved,
              countsText(results),
            ]),
          ),
        ]),
    '',
    `Outcomes: goal ${number(outcomes.goal)} (untouched ${number(outcomes.untouched)}), ${exitsText(outcomes.exits)}expired ${number(outcomes.expired)}, undecided ${number(outcomes.undecided)}.` +
      (outcomes.medianHoursToGoal === null
        ? ''
        : ` To the goal: median ${hoursText(outcomes.medianHoursToGoal, true)}, mean ${hoursText(outcomes.meanHoursToGoal, true)}.`),
    ...armsText(journey, table),
    ...(touches.planned === 0
      ? []
      : [
          `Touches: ${number(touches.planned)} planned, ${number(touches.sent)} sent (attempts: ${countsText(touches.byChannel)}); ended: ${countsText(touches.ended)}.`,
          `Verdicts: ${countsText(journey.verdicts)}.`,
        ]),
    ...(hasAny(journey.reasons) ? [table(['verdict and rule', 'times'], Object.entries(journey.reasons))] : []),
    ...(hasAny(journey.problems) ? [table(['problem', 'times'], Object.entries(journey.problems))] : []),
  ].join('\n');
}

function armsText({ arms }: JourneyReport, table: Terminal['table']): readonly string[] {
  if (arms.length === 0) return [];
  const rows = arms.map(({ arm, runs, touched, goal, converted, share, untouched, medianHours }) => [
    arm,
    runs,
    touched,
    goal,
    untouched,
    converted,
    `${(share * 100).toFixed(1)}%`,
    hoursText(medianHours, true),
  ]);
  const head = ['arm', 'runs', 'touched', 'at the goal', 'untouched', 'in time', 'of all', 'median'];
  return ['', table(head, rows), ''];
}

function requestedText({ requested }: BacktestReport, table: Terminal['table']): string {
  if (requested.requested === 0) return '';
  return [
    `Requested contacts: ${number(requested.requested)}, allowed ${number(requested.allowed)}, refused ${number(requested.refused)}.`,
    table(
      ['requested by', 'allowed', 'refused'],
      Object.entries(requested.byActivity).map(([activity, { allowed, refused }]) => [activity, allowed, refused]),
    ),
    ...(hasAny(requested.byRule) ? [table(['refused by rule', 'times'], Object.entries(requested.byRule))] : []),
  ].join('\n');
}

function contactsText({ contacts }: PolicyReport, table: Terminal['table']): string {
  if (contacts.customers === 0) return '';
  const over = contacts.overCaps.filter(({ customers }) => customers > 0);
  return [
    `Contacts: ${number(contacts.byUs)} by us, ${number(contacts.elsewhere)} elsewhere, with ${number(contacts.customers)} customers.`,
    table(
      ['contacts in a week', 'weeks of a customer'],
      contacts.weeks.map((week) => [week.contacts, week.weeks]),
    ),
    ...(over.length === 0
      ? ['No customer was contacted more often than a cap of a preset allows.']
      : [
          `${number(contacts.customersOverAnyCap)} customers were contacted more often than a cap of a preset allows.`,
          table(
            ['beyond the cap', 'customers'],
            over.map(({ rule, customers }) => [rule, customers]),
          ),
        ]),
  ].join('\n');
}

function shadowText({ touches: { shadow } }: PolicyReport, table: Terminal['table']): string {
  if (shadow.length === 0) return '';
  return table(
    ['rule in shadow', 'touches it would have blocked', 'of them sent all the same'],
    shadow.map(({ rule, wouldBlock, sentAllTheSame }) => [rule, wouldBlock, sentAllTheSame]),
  );
}

function exitsText(exits: Counts): string {
  return Object.entries(exits)
    .map(([event, count]) => `exit by ${event} ${number(count)}, `)
    .join('');
}

function countsText(counts: Counts): string {
  return (
    Object.entries(counts)
      .map(([word, count]) => `${word} ${number(count)}`)
      .join(', ') || 'none'
  );
}

function hoursText(hours: number | null, exact: boolean): string {
  return hours === null ? '-' : `${exact ? '' : 'about '}${hours.toFixed(2)} h`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}

function hasAny(counts: Counts): boolean {
  return Object.keys(counts).length > 0;
}
