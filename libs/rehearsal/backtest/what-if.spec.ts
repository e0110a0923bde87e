import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { catalogue, vocabulary } from '#journey';
import { resolvePolicy } from '#policy';
import type { Policy, Rule } from '#policy';
import { always } from '../answers.ts';
import { parseMapping } from '../log/mapping.ts';
import { sha256 } from '../world.ts';
import { backtest, whatIf } from './backtest.ts';
import type { BacktestOptions } from './backtest.ts';
import type { Difference, WhatIfReport } from './backtest-report.ts';

interface Events {
  'loan.asked': { loanId: string };
  'loan.paid': { loanId: string };
}

const words = vocabulary<Events>()(() => ({ guards: {}, templates: ['reminder'], channels: ['sms'] }));
const loan = words.journey({
  id: 'loan',
  version: 1,
  title: 'Loan',
  owner: 'lending',
  startsOn: 'loan.asked',
  key: 'loanId',
  stages: [
    {
      name: 'paid',
      doneOn: 'loan.paid',
      stalls: [{ after: '24h', touch: { name: 'reminder', purpose: 'service', via: ['sms'], template: 'reminder' } }],
    },
  ],
});

const mapping = parseMapping(
  {
    timeZone: 'Europe/Amsterdam',
    columns: { customer: 'who', activity: 'what', timestamp: 'when', subject: { loanId: 'who' } },
    activities: {
      Asked: 'loan.asked',
      Paid: 'loan.paid',
      Called: { contact: { channel: 'call', purpose: 'service' } },
      Call: { request: { channel: 'call', purpose: 'service', debt: 'loanId', usefulFor: '12h' } },
    },
    until: '2024-01-31T00:00:00Z',
  },
  'm.json',
);

/** 2024-01-01 is a Monday. */
const log = `who,what,when
at-once,Asked,2024-01-01T10:00
at-once,Paid,2024-01-01T12:00
reminded,Asked,2024-01-01T10:00
reminded,Paid,2024-01-03T10:00
called,Asked,2024-01-01T10:00
called,Call,2024-01-01T11:00
called,Call,2024-01-01T12:00
called,Call,2024-01-01T12:30
called,Call,2024-01-01T13:00
called,Called,2024-01-08T09:00
called,Paid,2024-01-01T20:00
waiting,Asked,2024-01-20T10:00
`;

const cap: Rule = {
  id: 'two-calls',
  kind: 'cap',
  channels: ['call'],
  countOn: 'attempt',
  window: { rolling: '90m' },
  limit: 2,
  onBlock: 'hold',
};
const nightly: Rule = { id: 'mornings', kind: 'hours', allowed: [{ from: '08:00', to: '10:00' }], onBlock: 'hold' };
const noRemindersByText: Rule = {
  id: 'no-sms',
  kind: 'suppress',
  flags: ['overdue'],
  channels: ['sms'],
  onBlock: 'drop',
};

function policyOf(...rules: readonly Rule[]): Policy {
  return resolvePolicy([{ name: 'test', rules }], sha256);
}

describe('what if another policy had been in force', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tendril-what-if-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'log.csv');
  writeFileSync(file, log);
  const options = (policy: Policy, more: Partial<BacktestOptions> = {}): BacktestOptions => ({
    catalogue: catalogue({ vocabularies: [words], journeys: [loan] }),
    policy,
    mapping: { ...mapping, flags: ['overdue'] },
    file,
    ...more,
  });
  const figure = ({ differences }: WhatIfReport, of: Difference['of'], name: string) => {
    const found = differences.find((one) => one.of === of && one.figure === name);
    return found === undefined ? undefined : [found.policy, found.against, found.difference];
  };

  it('lays touches, contacts and conversions side by side', async () => {
    const report = await whatIf({ ...options(policyOf()), against: policyOf(cap, noRemindersByText) });
    const told = (of: Difference['of'], ...names: readonly string[]) => names.map((name) => figure(report, of, name));
    // Two reminders and four calls; against: no reminder, and the call of 13:00 waits until that of 12:00 leaves the window.
    expect(told('touches', 'planned', 'sent', 'held', 'dropped')).toEqual([
      [6, 6, 0],
      [6, 4, -2],
      [0, 1, 1],
      [0, 2, 2],
    ]);
    expect(figure(report, 'dropped by', 'no-sms')).toEqual([0, 2, 2]);
    expect(figure(report, 'held by', 'two-calls')).toEqual([0, 1, 1]);
    expect(told('conversions', 'loan, goal reached', 'loan, untouched')).toEqual([
      [3, 3, 0],
      [1, 2, 1],
    ]);
    expect(told('contacts', 'by us', 'elsewhere', 'customers contacted')).toEqual([
      [6, 4, -2],
      [1, 1, 0],
      [3, 1, -2],
    ]);
    // Reminded and waiting: a week with one each. Called: a week with four, and one with the contact made elsewhere.
    expect(told('weeks of a customer', 'with 1', 'with 4', 'most contacts in one')).toEqual([
      [3, 1, -2],
      [1, 1, 0],
      [4, 4, 0],
    ]);
    expect(figure(report, 'customers over a cap', 'conservative.service-a-day')).toEqual([1, 1, 0]);
    expect(figure(report, 'customers over a cap', 'us-reg-f.seven-in-seven')).toEqual([0, 0, 0]);
  });

  it('counts as sent what a channel took, and not what each of them has failed to', async () => {
    const { touches, journeys } = await backtest(options(policyOf(), { answers: always('failed') }));
    expect(touches).toMatchObject({ planned: 6, sent: 0, ended: { failed: 6 } });
    expect(journeys[0]?.touches).toMatchObject({ planned: 2, sent: 0, byChannel: { sms: 2 } });
    const unknown = await backtest(options(policyOf(), { answers: always('unknown') }));
    expect(unknown.touches).toMatchObject({ planned: 6, sent: 6, ended: { unknown: 6 } });
  });

  it('says of each policy what a backtest of it alone says, wherever the customers wait', async () => {
    const [one, other] = [policyOf(), policyOf(cap, noRemindersByText)];
    const report = await whatIf({ ...options(one), against: other });
    expect({ log: report.log, ...report.policy }).toEqual(await backtest(options(one)));
    expect({ log: report.log, ...report.against }).toEqual(await backtest(options(other)));
    expect(await whatIf({ ...options(one, { mostWaiting: 1 }), against: other })).toEqual(report);
  });

  it('tells what a rule in shadow would have blocked, each touch once', async () => {
    const { touches } = await backtest(options(policyOf(cap, { ...nightly, shadow: true })));
    expect(touches).toMatchObject({ sent: 6, held: 1 });
    // The reminders are due at 10:00, no longer allowed; the held call is looked at twice and counts once.
    expect(touches.shadow).toEqual([{ rule: 'mornings', wouldBlock: 6, sentAllTheSame: 6 }]);
  });
});
