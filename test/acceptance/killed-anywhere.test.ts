import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sandboxAnswer } from '#channels';
import { environment, long, servers } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';
import { replaysOf } from '../temporal/replays.ts';
import { applications } from './applications.ts';
import { Comparison } from './comparison.ts';
import { killsOf, type Kill, type Victim } from './kills.ts';
import { OwnServers } from './own-servers.ts';
import { Player, type Incident } from './player.ts';
import { root } from './product-process.ts';
import { rehearsed } from './rehearsal-store.ts';
import { Scene } from './scene.ts';
import { StrictProvider, type Arrival } from './strict-provider.ts';
import { toldBy } from './told.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const from = Date.parse('2026-01-05T00:00:00Z');
const days = long ? 10 : 4;
const until = from + days * 86_400_000;
/** Of the lives and the people: always the same. */
const seed = 'killed';
/** Of the kills: drawn anew for each run and printed; TENDRIL_KILLS_SEED repeats them. */
const killsSeed = environment['TENDRIL_KILLS_SEED'] ?? Math.random().toString(36).slice(2, 8);

/** As the sandbox's people answer, so that the backtest knows it as well; not at once, so that a kill finds some under way. */
const people = async ({ customerId, attempt, channel }: Arrival) => {
  const { outcome, disposition, afterMs } = sandboxAnswer(`${customerId}/${attempt}`, channel, seed);
  await new Promise((resolve) => setTimeout(resolve, 50 + (afterMs % 250)));
  return { outcome, disposition };
};

describe('killed anywhere', () => {
  const lives = applications({ seed: 'killed', count: 100, from, days });
  const honours = new StrictProvider(people);
  const forgets = new StrictProvider(people, { honoursKey: false });
  let own: OwnServers;
  let scene: Scene;
  let player: Player;

  beforeAll(async () => {
    own = await OwnServers.start();
    scene = await Scene.set({
      around: own.surroundings,
      beginsAt: from,
      speed: 'still',
      channels: {
        push: honours,
        call: honours,
        wechat: honours,
        sms: forgets,
        'in-app': forgets,
        email: 'sandbox',
        task: 'sandbox',
      },
      settings: { CHANNEL_SEED: seed },
    });
    player = new Player(scene);
  }, 300_000);

  afterAll(async () => {
    await player?.close();
    await scene?.end();
    await own?.stop();
  }, 120_000);

  /** Killed, and back on the same port and data. Nobody else may go down with it. */
  async function kill(victim: Victim): Promise<void> {
    const { product, store } = scene;
    if (victim === 'worker' || victim === 'ingest') {
      await product[victim].end('SIGKILL');
      await product[victim].start();
    } else {
      await own.killAndStart(victim);
    }
    await Promise.all([product.ingest.ready(), product.worker.ready()]);
    await eventually(
      () =>
        store.ping().then(
          () => true,
          () => false,
        ),
      (answers) => answers,
      { what: 'PostgreSQL to answer' },
    );
  }

  /** Does it, in this step? */
  async function somethingGoesOut(): Promise<boolean> {
    for (let looks = 0; looks < 100; looks += 1) {
      if (honours.underWay + forgets.underWay > 0) return true;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return false;
  }

  it(
    'nothing is lost, nothing happens twice, and the result is the same',
    async () => {
      const kills = killsOf(killsSeed, long ? 10 : 3, from, until);
      const killed: Victim[] = [];
      const incident = ({ victim, at, afterMs, whileSending }: Kill): Incident => ({
        at,
        isNow: async () => !whileSending || (await somethingGoesOut()),
        happen: async () => {
          await new Promise((resolve) => setTimeout(resolve, afterMs));
          await kill(victim);
          killed.push(victim);
        },
      });
      process.stderr.write(`Kills by TENDRIL_KILLS_SEED=${killsSeed}\n`);
      await player.play(lives, until, kills.map(incident));
      expect(killed).toEqual(kills.map(({ victim }) => victim));

      // Told, not expected to be none: the player's own queries can lead one astray, see there and workflows/runtime/inbox.ts.
      const { runs, astray } = await replaysOf(own.surroundings.temporal, join(root, 'dist/workflow-bundle.js'));
      expect(runs).toBeGreaterThanOrEqual(lives.length);

      const { lives: rehearsedLives, told } = await rehearsed(lives, until, seed);
      const live = await toldBy(own.surroundings.databaseUrl);
      const unknown = [...live].flatMap(([customerId, { lines }]) =>
        lines.filter((line) => /^attempt .* unknown/.test(line)).map((line) => ({ customerId, line })),
      );
      const comparison = new Comparison(
        lives.filter(({ customerId }) => !unknown.some((one) => one.customerId === customerId)),
        rehearsedLives,
        told,
        live,
      );
      const repeats = honours.arrivals.length - honours.acted;
      process.stderr.write(
        [
          comparison.table(`Killed: kill -9 ${killed.join(', ')}; ${player.steps} steps`),
          `  replayed            ${runs} runs, ${astray.length} go another way${astray.map((one) => `\n    ${one.slice(0, 300)}`).join('')}`,
          `  honours the key     ${honours.acted} messages, ${repeats} requests repeated under a known key`,
          `  forgets the key     ${forgets.arrivals.length} messages`,
          `  unknown             ${unknown.length}${unknown.map(({ customerId, line }) => `\n    ${customerId} ${line}`).join('')}`,
          '',
        ].join('\n'),
      );
      expect([...honours.faults, ...forgets.faults]).toEqual([]);
      expect(unknown.filter(({ line }) => !/ (sms|in-app) unknown/.test(line))).toEqual([]);
      // Without the key's help: each attempt at most once.
      expect(new Set(forgets.arrivals.map(({ key }) => key)).size).toBe(forgets.arrivals.length);
      // Whoever honours the key acts once per attempt; a second attempt of a touch follows only on one that failed.
      expect(reachedTwice([...honours.arrivals, ...forgets.arrivals])).toEqual([]);
      expect(comparison.differences).toEqual([]);
      expect(comparison.leftOut.size + unknown.length).toBeLessThanOrEqual(lives.length / 5);
    },
    long ? 3_600_000 : 1_800_000,
  );
});

/** Touches that reached a person by more than one attempt. */
function reachedTwice(arrivals: readonly Arrival[]): string[] {
  const reached = new Map<string, Set<string>>();
  for (const { key, customerId, touch, attempt, channel } of arrivals) {
    if (sandboxAnswer(`${customerId}/${attempt}`, channel, seed).outcome === 'failed') continue;
    const keys = reached.get(`${customerId} ${touch}`) ?? new Set();
    reached.set(`${customerId} ${touch}`, keys.add(key));
  }
  return [...reached].flatMap(([touch, keys]) => (keys.size > 1 ? [`${touch}: ${[...keys].join(', ')}`] : []));
}
