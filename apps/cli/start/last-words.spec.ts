import { expect, it } from '@jest/globals';
import { lastWords } from './last-words.ts';

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
