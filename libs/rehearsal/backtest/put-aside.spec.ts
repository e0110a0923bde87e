import { afterEach, describe, expect, it } from '@jest/globals';
import { freshCustomer } from '#customer';
import { ZoneTables } from '../zone-tables.ts';
import { PutAside } from './put-aside.ts';
import type { Waiting } from './put-aside.ts';

const zone = new ZoneTables().covering('Europe/Rome', Date.UTC(2000, 0, 1), Date.UTC(2010, 0, 1));

function standing(index: number): Waiting {
  return {
    state: freshCustomer(`c-${index}`, zone),
    coming: [{ at: index, input: { kind: 'due', at: index } }],
    memory: { touches: [], runs: { [`run-${index}`]: { touched: true } } },
  };
}

describe('PutAside', () => {
  const made: PutAside[] = [];
  afterEach(() => made.splice(0).forEach((aside) => aside.remove()));

  it.each([
    { most: 100, where: 'in memory' },
    { most: 4, where: 'on disk, and the last ones in memory' },
    { most: 5, where: 'on disk, all of them' },
    { most: 1, where: 'on disk, one by one' },
  ])('gives everyone back as they were, $where', async ({ most }) => {
    const aside = new PutAside(most);
    made.push(aside);
    const put = Array.from({ length: 10 }, (_, index) => standing(index));
    for (const one of put) aside.add(one);
    const taken: Waiting[] = [];
    for await (const one of aside.takeAll()) taken.push(one);
    taken.sort((one, other) => (one.coming[0]?.at ?? 0) - (other.coming[0]?.at ?? 0));
    expect(taken).toEqual(put);
    expect(taken.every(({ state }) => state.journeys.zone === zone)).toBe(true);
  });
});
