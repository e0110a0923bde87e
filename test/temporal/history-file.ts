import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { temporal } from '@temporalio/proto';
import { cwd } from 'node:process';

export type History = temporal.api.history.v1.IHistory;

const folder = join(cwd(), 'test/histories');

/** Keeps a history as JSON, under what it is about. Run ids stay: `load` was asked with them. */
export async function keepHistory(name: string, history: History): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.history.json`), `${JSON.stringify(historyToJSON(history))}\n`);
}

export async function keptHistories(): Promise<{ readonly name: string; readonly history: History }[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.history.json')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -'.history.json'.length),
      history: historyFromJSON(JSON.parse(await readFile(join(folder, file), 'utf8'))),
    })),
  );
}
