import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastWords, lastWordsIn } from './last-words.ts';

const entry = (level: string, msg: string, err?: string) =>
  JSON.stringify({ level, time: '2026-12-01T00:00:00Z', msg, ...(err === undefined ? {} : { err: { message: err } }) });

it.each([
  { situation: 'nothing was said', log: [], says: '' },
  { situation: 'only good news', log: [entry('info', 'Ingest listens.')], says: '' },
  {
    situation: 'a fatal entry and its cause',
    log: [entry('info', 'Up.'), entry('fatal', 'Ingest cannot listen.', 'EADDRINUSE')],
    says: 'Ingest cannot listen. EADDRINUSE',
  },
  {
    situation: 'plain lines and a stack',
    log: ['Error: no', '    at main (main.ts:1:1)', 'Node.js v20.20.0'],
    says: 'Error: no',
  },
  { situation: 'many', log: ['a', 'b', 'c', 'd'], says: 'b\nc\nd' },
])('the last words, when $situation', ({ log, says }) => {
  expect(lastWords(log.join('\n'))).toBe(says);
});

it('of a log that goes on from earlier processes, only those of this one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tendril-log-'));
  const file = join(folder, 'worker.log');
  const earlier = `${entry('error', 'The policy cannot be taken; 先前的策略 stays in force.')}\n`;
  writeFileSync(file, `${earlier}The policy file cannot be used.\n`);
  expect(lastWordsIn(file, Buffer.byteLength(earlier))).toBe('The policy file cannot be used.');
  expect(lastWordsIn(join(folder, 'none.log'), 0)).toBe('');
  rmSync(folder, { recursive: true });
});
