import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPolicyFile } from './index.ts';
import { contentShapes, ruleShapes, setShape } from './written-shape.ts';

const page = await readFile(join(import.meta.dirname, '..', 'policy', 'README.md'), 'utf8');
const chapter = page.slice(page.indexOf('## A policy file'), page.indexOf('## A new policy'));
const [, example = ''] = /```json\n([^]*?)```/.exec(chapter) ?? [];

const everyField = [
  ...Object.entries({ ...ruleShapes, ...contentShapes }).map(([kind, { shape }]) => ({ kind, shape })),
  { kind: 'a set', shape: setShape.shape },
].flatMap(({ kind, shape }) => Object.keys(shape).map((field) => ({ kind, field })));

describe("the auditor's page on policy files", () => {
  it.each(everyField)('names the field $field of $kind', ({ field }) => {
    expect(chapter.replace(example, '')).toContain(`\`${field}\``);
  });

  it('names every kind of rule, and its example has one of each', async () => {
    const kinds = Object.keys(ruleShapes);
    for (const kind of [...kinds, ...Object.keys(contentShapes)]) expect(chapter).toContain(`\`${kind}\``);
    const folder = await mkdtemp(join(tmpdir(), 'tendril-policy-page-'));
    await writeFile(join(folder, 'company-days.txt'), '2026-12-24 closed early\n');
    await writeFile(join(folder, 'house.json'), example);
    const { sets } = await readPolicyFile(join(folder, 'house.json'));
    expect(new Set(sets[0]?.rules.map(({ kind }) => kind))).toEqual(new Set(kinds));
    await rm(folder, { recursive: true });
  });
});
