import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './config.ts';
import { homeOf } from './home.ts';
import { isAlive } from './process-alive.ts';

/**
 * `tendril start` notes where its servers are and by which policy it goes, so that commands in another terminal find
 * them without being told.
 * Variables that are set win over the note; the note of a supervisor that is gone says nothing.
 */
export function withRunningServers(env: Environment): Environment {
  const noted = readNote(noteIn(env));
  return noted === null || !isAlive(Number(noted['TENDRIL_PID'])) ? env : { ...noted, ...withoutEmpty(env) };
}

export function noteRunningServers(env: Environment, servers: { readonly [name: string]: string }): void {
  const note = noteIn(env);
  mkdirSync(join(note, '..'), { recursive: true });
  writeFileSync(`${note}.new`, JSON.stringify({ ...servers, TENDRIL_PID: String(process.pid) }, null, 2), {
    mode: 0o600,
  });
  renameSync(`${note}.new`, note);
}

export function forgetRunningServers(env: Environment): void {
  rmSync(noteIn(env), { force: true });
}

function noteIn(env: Environment): string {
  return join(homeOf(env['TENDRIL_HOME']), 'running.json');
}

function readNote(path: string): { readonly [name: string]: string } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { [name: string]: string };
  } catch {
    return null;
  }
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}
