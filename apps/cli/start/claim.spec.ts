import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder } from './claim.ts';

describe('a claim on the data folder', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'tendril-claim-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const claimedBy = (pid: number, touchedAt: Date) => {
    writeFileSync(join(home, 'start.pid'), String(pid));
    utimesSync(join(home, 'start.pid'), touchedAt, touchedAt);
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
    claimFolder(home)();
  });

  it('makes the folder', () => {
    claimFolder(join(home, 'a', 'b'))();
    expect(existsSync(join(home, 'a', 'b'))).toBe(true);
  });

  it('on what is no folder, or may not be written, is refused with a way out', () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    expect(() => claimFolder(file)).toThrow(/cannot be written to .* Set TENDRIL_HOME to a folder of yours/);
  });
});
