import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { long, servers } from '../harness/index.ts';
import { applications } from './applications.ts';
import { Comparison } from './comparison.ts';
import { Player } from './player.ts';
import { rehearsed } from './rehearsal-store.ts';
import { Scene } from './scene.ts';
import { toldBy } from './told.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const from = Date.parse('2026-01-05T00:00:00Z');
const days = long ? 14 : 8;
const until = from + days * 86_400_000;
const seed = 'acceptance';

describe('loan applications, live and in the backtest', () => {
  const lives = applications({ seed: 'loans', count: long ? 300 : 110, from, days });
  let scene: Scene;
  let player: Player;

  beforeAll(async () => {
    const settings = { CHANNEL_SEED: seed, POLICY: 'conservative' };
    scene = await Scene.set({ beginsAt: from, speed: 'still', settings });
    player = new Player(scene);
  }, 300_000);

  afterAll(async () => {
    await player?.close();
    await scene?.end();
  });

  it(
    'come out the same: runs, stages, touches, channels, verdicts and their reasons',
    async () => {
      await player.play(lives, until);
      const { lives: rehearsedLives, told } = await rehearsed(lives, until, seed);
      const comparison = new Comparison(lives, rehearsedLives, told, await toldBy(scene.around.databaseUrl));
      process.stderr.write(`${comparison.table(`Live equals backtest, in ${player.steps} steps`)}\n`);
      expect(comparison.differences).toEqual([]);
      expect(comparison.leftOut.size).toBeLessThanOrEqual(lives.length / 5);
      for (const kind of ['send', 'hold', 'drop'])
        expect([kind, (comparison.verdicts[kind] ?? 0) >= 20]).toEqual([kind, true]);
    },
    long ? 3_600_000 : 900_000,
  );
});
