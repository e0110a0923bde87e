import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetRunningServers, noteRunningServers, withRunningServers } from './index.ts';

describe('servers that `tendril start` runs', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'tendril-config-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('are found by other commands while it runs, and a variable that is set wins', () => {
    noteRunningServers({ TENDRIL_HOME: home }, { DATABASE_URL: 'postgresql://noted', TEMPORAL_ADDRESS: 'noted:1' });
    expect(
      withRunningServers({ TENDRIL_HOME: home, DATABASE_URL: 'postgresql://set', TEMPORAL_ADDRESS: '' }),
    ).toMatchObject({
      DATABASE_URL: 'postgresql://set',
      TEMPORAL_ADDRESS: 'noted:1',
    });
  });

  it.each([
    { situation: 'was never started', note: null },
    { situation: 'has ended', note: '' },
    { situation: 'was killed and left its note', note: JSON.stringify({ TENDRIL_PID: '4194304', DATABASE_URL: 'x' }) },
    { situation: 'left a note that cannot be read', note: '{' },
  ])('are not named when it $situation', ({ note }) => {
    const env = { TENDRIL_HOME: home };
    if (note === '') {
      noteRunningServers(env, { DATABASE_URL: 'x' });
      forgetRunningServers(env);
    } else if (note !== null) {
      writeFileSync(join(home, 'running.json'), note);
    }
    expect(withRunningServers(env)).toEqual(env);
  });

  it('are noted for this user only', () => {
    noteRunningServers({ TENDRIL_HOME: home }, { DATABASE_URL: 'x' });
    expect(JSON.parse(readFileSync(join(home, 'running.json'), 'utf8'))).toMatchObject({ DATABASE_URL: 'x' });
  });
});
