import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { armOf, catalogue, inHoldout, vocabulary } from '#journey';
import { resolvePolicy } from '#policy';
import { parseMapping } from '../log/mapping.ts';
import { sha256 } from '../world.ts';
import { backtest } from './backtest.ts';

interface Events {
  asked: { loanId: string };
  paid: { loanId: string };
}

const words = vocabulary<Events>()(() => ({ guards: {}, templates: ['plain', 'friendly'], channels: ['sms'] }));
const experiment = { id: 'tone', arms: { control: 70, friendly: 30 } };
const holdout = { percent: 20, salt: 'loan' };
const loan = words.journey({
  id: 'loan',
  version: 1,
  title: 'Loan',
  owner: 'lending',
  startsOn: 'asked',
  key: 'loanId',
  goal: { on: 'paid', within: '30h' },
  experiment,
  holdout,
  stages: [
    {
      name: 'paid',
      doneOn: 'paid',
      stalls: [
        {
          after: '24h',
          touch: {
            name: 'nudge',
            purpose: 'service',
            via: ['sms'],
            template: { control: 'plain', friendly: 'friendly' },
          },
        },
      ],
    },
  ],
});

/** Paid after so many hours; null: never. */
const hoursOf = (index: number): number | null => [10, 28, 50, null][index % 4] ?? null;
const customers = Array.from({ length: 400 }, (_, index) => ({ id: `c-${index}`, hours: hoursOf(index) }));

describe('the arms of an experiment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tendril-arms-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([{ mostWaiting: 10_000 }, { mostWaiting: 1 }])(
    'stand side by side, the holdout among them, $mostWaiting waiting in memory',
    async ({ mostWaiting }) => {
      const file = join(folder, 'log.csv');
      const at = (hours: number): string => new Date(Date.UTC(2024, 0, 1) + hours * 3_600_000).toISOString();
      const rows = customers.flatMap(({ id, hours }) => [
        `${id},asked,${at(0)}`,
        ...(hours === null ? [] : [`${id},paid,${at(hours)}`]),
      ]);
      writeFileSync(file, ['who,what,when', ...rows].join('\n'));
      const { journeys } = await backtest({
        catalogue: catalogue({ vocabularies: [words], journeys: [loan] }),
        policy: resolvePolicy([{ name: 'none', rules: [] }], sha256),
        mapping: parseMapping(
          {
            timeZone: 'UTC',
            columns: { customer: 'who', activity: 'what', timestamp: 'when', subject: { loanId: 'who' } },
            activities: { asked: 'asked', paid: 'paid' },
          },
          'm.json',
        ),
        file,
        mostWaiting,
      });
      const expected = ['control', 'friendly', 'holdout'].map((arm) => {
        const among = customers.filter(({ id }) =>
          inHoldout(holdout, id) ? arm === 'holdout' : armOf(experiment, id) === arm,
        );
        const held = arm === 'holdout';
        const goal = among.filter(({ hours }) => hours !== null);
        const within = among.filter(({ hours }) => hours !== null && hours <= 30).length;
        return {
          arm,
          runs: among.length,
          touched: held ? 0 : among.filter(({ hours }) => hours !== 10).length,
          goal: goal.length,
          converted: within,
          share: within / among.length,
          untouched: goal.filter(({ hours }) => held || hours === 10).length,
          meanHours: expect.closeTo(goal.reduce((sum, { hours }) => sum + (hours ?? 0), 0) / goal.length, 9),
        };
      });
      expect(journeys[0]?.arms).toMatchObject(expected);
      expect(journeys[0]?.outcomes).toMatchObject({ goal: 300, converted: 200 });
    },
  );
});
