import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isOfTheFolder } from './broken-folder.ts';
import { ServerDidNotStart } from './server.error.ts';

const refused = (code: string) => Object.assign(new pg.DatabaseError('no', 2, 'error'), { code });

describe('a complaint of PostgreSQL about its data folder', () => {
  it.each([
    { error: new ServerDidNotStart('PostgreSQL', 'it ended with code 1', 'FATAL: could not open pg_control', true) },
    { error: refused('XX001') },
    { error: refused('28P01') },
  ])('is: $error.message', ({ error }) => expect(isOfTheFolder(error)).toBe(true));

  it.each([
    { error: new ServerDidNotStart('PostgreSQL', 'it was not up after 120 s', 'LOG: redo in progress', false) },
    { error: new ServerDidNotStart('PostgreSQL', 'it ended with SIGKILL', 'LOG: starting', false) },
    { error: new ServerDidNotStart('PostgreSQL', 'it ended with code 1', 'pre-existing shared memory block', true) },
    { error: refused('53300') },
    { error: refused('57P03') },
    { error: new Error('ECONNREFUSED') },
  ])('is not: $error.message', ({ error }) => expect(isOfTheFolder(error)).toBe(false));
});
