import { join } from 'node:path';
import { ClockKeeper, wallClock, type BusinessClock } from '#clock';
import {
  ConfigError,
  environment,
  forgetRunningServers,
  noteRunningServers,
  parseConfig,
  type Config,
  type Environment,
} from '#config';
import { plainProgress, type Progress } from '#servers';
import { migrate, openStore, type Store } from '#store';
import type { Terminal } from '../terminal.ts';
import { claimFolder } from './claim.ts';
import { startMachine, type Machine } from './machine.ts';
import { Status } from './status.ts';
import { StoryPlayer } from './story-player.ts';
import { welcome } from './welcome.ts';

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
  const config = configFor(env, options);
  const release = claimFolder(config.home);
  try {
    await runClaimed(env, config, options, terminal);
  } finally {
    release();
  }
}

async function runClaimed(env: Environment, config: Config, options: RunOptions, terminal: Terminal): Promise<void> {
  const ended = endOf(terminal.interrupted);
  const machine = await startMachine({
    config,
    environment: env,
    say: (line) => terminal.note(line),
    onProgress: progressOn(terminal),
    interrupted: ended,
    prepare: async ({ DATABASE_URL = '' }) => {
      await migrate(DATABASE_URL);
      if (config.clock.kind === 'scaled') await setClock(DATABASE_URL, config, options);
    },
  });
  try {
    noteRunningServers(env, machine.environment);
    await live(machine, config, options, terminal, ended);
  } finally {
    terminal.redraw('');
    terminal.note('Stopping what was started.');
    forgetRunningServers(env);
    await machine.stop();
    terminal.note('Stopped. The next start goes on from here.');
  }
}

/** What takes long is drawn over itself where that is possible. */
function progressOn(terminal: Terminal): Progress {
  if (!terminal.isTTY) return plainProgress((line) => terminal.note(line));
  return (line, seconds) => {
    if (seconds === undefined) terminal.note(line);
    else terminal.redraw(`${line} (${seconds} s so far)`);
  };
}

/** The story is a demo as well: in production it is refused along with the demo settings. */
function configFor(env: Environment, options: RunOptions): Config {
  const isRefused = options.story !== null && env['TENDRIL_ENV'] === 'production';
  const fault = { variable: '--no-story', fault: 'is missing, and the story invents customers. Start with it' };
  const config = parsed(env);
  const faults = [...(isRefused ? [fault] : []), ...(config instanceof ConfigError ? config.faults : [])];
  if (config instanceof ConfigError || faults.length > 0) throw new ConfigError(faults);
  return config;
}

function parsed(env: Environment): Config | ConfigError {
  try {
    return parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

function environmentFor(options: RunOptions): Environment {
  const env = environment();
  if (env['TENDRIL_ENV'] === 'production' && options.speed === null) return env;
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
    const status = new Status(machine, store, terminal);
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
