import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { lockOf, silentEdits } from '#journey';
import type { CatalogueLock } from '#journey';
import { loadCatalogue, ownCatalogue, ownLock } from './load-catalogue.ts';
import { sha256 } from './load-policy.ts';

const locked = JSON.parse(readFileSync(ownLock, 'utf8')) as CatalogueLock;

describe('the lock of the published catalogue', () => {
  it('has the hashes of the catalogue as it is, whether the product runs from source or from dist', async () => {
    // Earlier versions stay in the lock.
    expect(locked).toMatchObject(lockOf(await loadCatalogue(ownCatalogue), sha256));
  });

  it('tells a silent edit of a journey and of a guard, and what to do', async () => {
    const catalogue = await loadCatalogue(ownCatalogue);
    const [first, ...others] = catalogue.journeys;
    if (first === undefined) throw new Error('The catalogue has no journey.');
    const [[name, guard] = []] = Object.entries(catalogue.guards);
    if (name === undefined || guard === undefined) throw new Error('The catalogue has no guard.');
    const edited = {
      journeys: [{ ...first, title: 'Another title' }, ...others],
      guards: { ...catalogue.guards, [name]: { ...guard, holds: () => true } },
    };
    expect(silentEdits(locked, lockOf(edited, sha256))).toEqual([
      `Journey ${first.id}@${first.version} is published and was changed since. Raise its version (runs in flight keep the old one), or undo the change.`,
      `Guard "${name}" is published and was changed since. Give the new behaviour a new name, and keep the old guard.`,
    ]);
  });
});
