import { createHash } from 'node:crypto';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CurrentPolicy } from './current-policy.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const nobodyHeldOut = { percent: 0, salt: 's' };

describe('the policy as it is now', () => {
  let folder: string;
  let file: string;
  let faults: unknown[];
  let adopted: string[];
  let recoveries: number;
  let refuse = false;
  let wall = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tendril-policy-'));
    file = join(folder, 'house.json');
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function write(text: string, second: number): Promise<void> {
    await writeFile(file, text);
    await utimes(file, second, second);
  }

  function opened(holdout = nobodyHeldOut): CurrentPolicy {
    faults = [];
    adopted = [];
    recoveries = 0;
    const policy = { presets: [], files: [file] };
    return new CurrentPolicy(
      { policy, holdout },
      {
        sha256,
        adopted: (next) => {
          if (refuse) return Promise.reject(new Error('the store is away'));
          adopted.push(next.hash);
          return Promise.resolve();
        },
        faulty: (error) => faults.push(error),
        sound: () => (recoveries += 1),
        wall: () => wall,
      },
    );
  }

  const limit = (limit: number): string =>
    JSON.stringify({
      name: 'house',
      rules: [{ id: 'week', kind: 'cap', countOn: 'attempt', window: { rolling: '7d' }, limit, onBlock: 'drop' }],
    });

  it('is another as soon as its file is looked at again, with another hash', async () => {
    await write(limit(2), 1);
    const current = opened();
    const before = await current.now();
    await write(limit(3), 2);
    expect(await current.now()).toBe(before);
    wall += 2_000;
    const after = await current.now();
    expect(after.rules).toMatchObject([{ limit: 3 }]);
    expect(after.hash).not.toBe(before.hash);
    expect(adopted).toEqual([before.hash, after.hash]);
  });

  it('is another as soon as a file of holidays that it names has changed', async () => {
    const days = join(folder, 'days.txt');
    await writeFile(days, '2026-12-24');
    await write(JSON.stringify({ name: 'house', rules: [], calendars: { ours: { file: 'days.txt' } } }), 1);
    const current = opened();
    const before = await current.now();
    await writeFile(days, '2026-12-24\n2026-12-31');
    await utimes(days, 9, 9);
    wall += 2_000;
    expect((await current.now()).calendars).toEqual({
      ours: { days: ['2026-12-24', '2026-12-31'], source: 'days.txt' },
    });
    expect(adopted[0]).toBe(before.hash);
    expect(adopted).toHaveLength(2);
  });

  it('is not taken while it cannot be kept, and is tried again', async () => {
    await write(limit(2), 1);
    const current = opened();
    const before = await current.now();
    await write(limit(3), 2);
    refuse = true;
    wall += 2_000;
    expect(await current.now()).toBe(before);
    refuse = false;
    wall += 2_000;
    expect((await current.now()).rules).toMatchObject([{ limit: 3 }]);
    expect(faults.map(String)).toEqual(['Error: the store is away']);
  });

  it('stays the last good one when its file becomes wrong, and says so', async () => {
    await write(limit(2), 3);
    const current = opened();
    const before = await current.now();
    await write('{ "name": ', 4);
    for (let looks = 0; looks < 3; looks += 1) {
      wall += 2_000;
      expect(await current.now()).toBe(before);
    }
    expect(faults).toHaveLength(1);
    await write(limit(2), 5);
    for (let looks = 0; looks < 3; looks += 1) {
      expect(recoveries).toBe(Math.min(looks, 1));
      wall += 2_000;
      expect(await current.now()).toMatchObject({ hash: before.hash });
    }
    expect(adopted).toEqual([before.hash]);
  });

  it('holds out customers before anything else is looked at', async () => {
    await write(limit(2), 5);
    const policy = await opened({ percent: 10, salt: 'house' }).now();
    expect(policy.rules[0]).toMatchObject({ kind: 'holdout', id: 'global-holdout', percent: 10, salt: 'house' });
  });
});
