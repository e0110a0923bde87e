import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import proto, { type temporal } from '@temporalio/proto';
import { cwd } from 'node:process';
import type { PlainHistory } from './plain-history.ts';

export type History = temporal.api.history.v1.IHistory;

// Of this CommonJS package plain Node finds no export by name.
const { History } = proto.temporal.api.history.v1;

const suffix = '.history.json';
const folder = join(cwd(), 'test/histories');

/** Keeps a history as JSON, under what it is about. Run ids stay: `load` was asked with them. */
export async function keepHistory(name: string, history: History): Promise<void> {
  const plain = History.toObject(History.fromObject(history), { bytes: String, enums: String, longs: String });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name + suffix), `${JSON.stringify(plain)}\n`);
}

/** What they are about, in the order of their names. */
export async function keptLives(): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(suffix)).sort();
  return files.map((file) => file.slice(0, -suffix.length));
}

/** Each as it is `told`. */
export async function keptHistories(
  told: (history: PlainHistory) => PlainHistory,
): Promise<{ readonly name: string; readonly history: History }[]> {
  return Promise.all(
    (await keptLives()).map(async (name) => {
      const plain = JSON.parse(await readFile(join(folder, name + suffix), 'utf8')) as PlainHistory;
      return { name, history: History.fromObject(told(plain)) };
    }),
  );
}
