import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder } from './claim.ts';
import { AlreadyRunning } from './start.error.ts';

describe('a claim on the data folder', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'tendril-claim-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const claimedBy = (pid: number, touchedAt: Date) => {
    const mark = join(home, 'start.claim', `${pid}-abcd`);
    mkdirSync(join(home, 'start.claim'));
    writeFileSync(mark, '');
    utimesSync(mark, touchedAt, touchedAt);
  };

  it('is one at a time, and leaves nothing behind', () => {
    const release = claimFolder(home);
    expect(() => claimFolder(home)).toThrow(`already runs on ${home} (process ${process.pid})`);
    release();
    claimFolder(home)();
    expect(readdirSync(home)).toEqual([]);
  });

  it.each([
    { situation: 'was killed', pid: 4_194_304, touchedAt: new Date() },
    { situation: 'was killed, and its number is now somebody else’s', pid: process.pid, touchedAt: new Date(0) },
  ])('of a start that $situation is over', ({ pid, touchedAt }) => {
    claimedBy(pid, touchedAt);
    const release = claimFolder(home);
    expect(() => claimFolder(home)).toThrow(AlreadyRunning);
    release();
    expect(readdirSync(home)).toEqual([]);
  });

  it('that was just given back is over', () => {
    mkdirSync(join(home, 'start.claim'));
    claimFolder(home)();
    expect(readdirSync(home)).toEqual([]);
  });

  it('makes the folder', () => {
    claimFolder(join(home, 'a', 'b'))();
    expect(existsSync(join(home, 'a', 'b'))).toBe(true);
  });

  it('where something else stands in its place, is refused', () => {
    writeFileSync(join(home, 'start.claim'), '');
    expect(() => claimFolder(home)).toThrow(/cannot be written to/);
    expect(readdirSync(home)).toEqual(['start.claim']);
  });

  it('on what is no folder, or may not be written, is refused with a way out', () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    expect(() => claimFolder(file)).toThrow(/cannot be written to .* Set TENDRIL_HOME to a folder of yours/);
  });
});
