import { join } from 'node:path';
import { ClockKeeper, wallClock, type BusinessClock } from '#clock';
import {
  environment,
  forgetRunningServers,
  noteRunningServers,
  parseConfig,
  runningSupervisor,
  type Config,
  type Environment,
} from '#config';
import { migrate, openStore, type Store } from '#store';
import type { Terminal } from '../terminal.ts';
import { startMachine, type Machine } from './machine.ts';
import { AlreadyRunning, NoStoryInProduction } from './start.error.ts';
import { StatusLine, welcome } from './status.ts';
import { StoryPlayer } from './story-player.ts';

export interface RunOptions {
  /** Null: no customers are invented. */
  readonly story: { readonly customers: number } | null;
  /** Null: CLOCK_SPEED, else what the clock had, else the default. */
  readonly speed: number | null;
}

const storySpeed = 1_440;
const storyDays = 60;
const lookMs = 1_000;

/** Runs until Ctrl-C, then stops what it started, and only that. */
export async function runMachine(options: RunOptions, terminal: Terminal): Promise<void> {
  const env = environmentFor(options);
  const config = parseConfig(env);
  if (options.story !== null && config.environment === 'production') throw new NoStoryInProduction();
  const other = runningSupervisor(env);
  if (other !== null) throw new AlreadyRunning(other, config.home);

  const ended = endOf(terminal.interrupted);
  const say = (line: string) => terminal.note(line);
  const machine = await startMachine({
    config,
    environment: env,
    say,
    interrupted: ended,
    prepare: async ({ DATABASE_URL = '' }) => {
      say('Migrating the database.');
      await migrate(DATABASE_URL);
      if (config.clock.kind === 'scaled') await setClock(DATABASE_URL, config, options);
    },
  });
  try {
    noteRunningServers(env, machine.environment);
    await live(machine, config, options, terminal, ended);
  } finally {
    say('Stopping what was started.');
    forgetRunningServers(env);
    await machine.stop();
    say('Stopped. `tendril start` goes on from here.');
  }
}

function environmentFor(options: RunOptions): Environment {
  const env = environment();
  const speed = options.speed ?? (env['CLOCK_SPEED'] ? null : options.story === null ? null : storySpeed);
  return speed === null ? env : { ...env, CLOCK_SPEED: String(speed) };
}

/** A speed that somebody asked for is set; otherwise the clock keeps its own. */
async function setClock(databaseUrl: string, config: Config, options: RunOptions): Promise<void> {
  const store = openStore({ databaseUrl, poolSize: 1 });
  try {
    const keeper = new ClockKeeper(store.clock);
    const clock = await keeper.open({ speed: config.clock.speed });
    const isAsked = options.speed !== null || Boolean(environment()['CLOCK_SPEED']);
    if (isAsked && clock.speed !== config.clock.speed) await keeper.setSpeed(config.clock.speed);
  } finally {
    await store.close();
  }
}

async function live(
  machine: Machine,
  config: Config,
  options: RunOptions,
  terminal: Terminal,
  ended: AbortSignal,
): Promise<void> {
  const store = openStore({ databaseUrl: machine.environment['DATABASE_URL'] ?? '', poolSize: 2 });
  try {
    const clock = await clockOf(store, config);
    const story = options.story === null ? null : openStory(machine, config, options.story.customers, clock.now());
    terminal.note(welcome(machine, config, story?.progress.customers ?? null));
    const status = new StatusLine(machine, store, terminal);
    while (!ended.aborted) {
      const now = await clock.refresh().catch(() => clock.now());
      if (story !== null) await story.tellUntil(now);
      await status.show({ now, clock, story: story?.progress ?? null });
      await pauseOrEnd(lookMs, ended);
    }
  } finally {
    await store.close();
  }
}

async function clockOf(store: Store, config: Config): Promise<BusinessClock> {
  return config.clock.kind === 'wall' ? wallClock() : new ClockKeeper(store.clock).open({ speed: config.clock.speed });
}

function openStory(machine: Machine, config: Config, customers: number, from: number): StoryPlayer {
  const door = { url: machine.environment['TENDRIL_URL'] ?? config.url, apiKey: config.apiKeys[0] ?? '' };
  return StoryPlayer.open(join(config.home, 'story.json'), door, { seed: 1, customers, from, days: storyDays });
}

/** Ctrl-C, or the polite signal of whoever runs this. */
function endOf(interrupted: AbortSignal): AbortSignal {
  const asked = new AbortController();
  // Heard as often as they come: npm passes on the Ctrl-C that the terminal has sent already, and the second of two must
  // not cut the stopping short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());
  return AbortSignal.any([interrupted, asked.signal]);
}

function pauseOrEnd(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ended.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      ended.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ended.addEventListener('abort', done);
  });
}
