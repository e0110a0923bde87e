import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundled } from '../harness/index.ts';

const deadPid = 4_194_304;

describe('two starts at the same instant', () => {
  let home: string;
  let starts: readonly ChildProcess[];
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'tendril-two-starts-'));
    const program = await bundled('test/cli/claim-process.ts');
    starts = [fork(program), fork(program)];
  });
  afterAll(async () => {
    await Promise.all(starts.map((start) => (start.kill(), once(start, 'exit'))));
    rmSync(home, { recursive: true, force: true });
  });

  const claims = (folder: string) => {
    const at = Date.now() + 3;
    return Promise.all(
      starts.map(async (start) => {
        const answer = once(start, 'message');
        start.send({ folder, at });
        return ((await answer) as [boolean])[0];
      }),
    );
  };

  it.each([
    { folder: 'nobody has claimed', prepare: () => undefined },
    {
      folder: 'somebody claimed who was killed',
      prepare: (claim: string) => {
        mkdirSync(claim);
        writeFileSync(join(claim, `${deadPid}-dead`), '');
      },
    },
  ])('share no folder that $folder', async ({ folder, prepare }) => {
    const both: number[] = [];
    for (let nth = 0; nth < 300; nth += 1) {
      const path = join(home, `${folder} ${nth}`);
      mkdirSync(path);
      prepare(join(path, 'start.claim'));
      both.push((await claims(path)).filter((has) => has).length);
    }
    expect(both.filter((count) => count !== 1)).toEqual([]);
  });
});
