import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ensureTopics, silentBusLog } from '#bus';
import { ClockKeeper } from '#clock';
import { openStore, type Store } from '#store';
import { long, servers, testDatabase, testNamespace, testTopic } from '../harness/index.ts';
import { applications } from './applications.ts';
import { Comparison } from './comparison.ts';
import { Player } from './player.ts';
import { Product, type Surroundings } from './product.ts';
import { rehearsed } from './rehearsal-store.ts';
import { toldBy } from './told.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const from = Date.parse('2026-01-05T00:00:00Z');
const days = long ? 14 : 8;
const until = from + days * 86_400_000;
const seed = 'acceptance';

describe('loan applications, live and in the backtest', () => {
  const lives = applications({ seed: 'loans', count: long ? 300 : 110, from, days });
  let around: Surroundings;
  let store: Store;
  let product: Product;
  let player: Player;

  beforeAll(async () => {
    const [{ url: databaseUrl }, temporal, kafka] = await Promise.all([testDatabase(), testNamespace(), testTopic()]);
    around = { databaseUrl, temporal, kafka };
    store = openStore({ databaseUrl });
    const keeper = new ClockKeeper(store.clock);
    const clock = await keeper.open({ speed: 1, beginsAt: from });
    await keeper.stop();
    await ensureTopics({ brokers: kafka.brokers, clientId: 'test', log: silentBusLog }, [
      { topic: kafka.topic, partitions: 3 },
    ]);
    product = await Product.start(around, { CHANNEL_SEED: seed, POLICY: 'conservative' });
    player = new Player(around, store, keeper, clock);
  }, 300_000);

  afterAll(async () => {
    await product?.stop();
    await player?.close();
    await store?.close();
  });

  it(
    'come out the same: runs, stages, touches, channels, verdicts and their reasons',
    async () => {
      await player.play(lives, until);
      const { lives: rehearsedLives, told } = await rehearsed(lives, until, seed);
      const comparison = new Comparison(lives, rehearsedLives, told, await toldBy(around.databaseUrl));
      process.stderr.write(`${comparison.table(`Live equals backtest, in ${player.steps} steps`)}\n`);
      expect(comparison.differences).toEqual([]);
      expect(comparison.leftOut.size).toBeLessThanOrEqual(lives.length / 5);
      for (const kind of ['send', 'hold', 'drop'])
        expect([kind, (comparison.verdicts[kind] ?? 0) >= 20]).toEqual([kind, true]);
    },
    long ? 3_600_000 : 900_000,
  );
});
