import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { openStore, type Store } from './index.ts';

const { describe } = await servers('postgres');

describe('the snapshot between two runs of a customer workflow', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
  });
  afterAll(() => store.close());

  const save = (customerId: string, workflowRunId: string, generation: number, historyLength: number, state: string) =>
    store.snapshots.save({ customerId, workflowRunId, generation, historyLength, state, at: 0 });
  const loaded = async (customerId: string, run: string) =>
    (await store.snapshots.load(customerId, run))?.state ?? null;

  it('a customer never seen has none', async () => {
    expect(await store.snapshots.load('new', 'run-1')).toBeNull();
  });

  it('the next run loads what the run before has saved', async () => {
    await save('next', 'run-1', 1, 10, 'one');
    expect(await store.snapshots.load('next', 'run-2')).toEqual({ state: 'one', generation: 1, writer: 'run-1' });
  });

  it('a run never loads its own save, but what it loaded at first, however often it saves', async () => {
    await save('own', 'run-1', 1, 10, 'one');
    expect(await loaded('own', 'run-1')).toBeNull();
    await save('own', 'run-2', 2, 10, 'two');
    await save('own', 'run-2', 2, 14, 'two, later');
    expect(await loaded('own', 'run-2')).toBe('one');
    expect(await loaded('own', 'run-3')).toBe('two, later');
  });

  it.each([
    { what: 'of an earlier run', run: 'run-1', generation: 1, history: 99 },
    { what: 'of this run, with a shorter history', run: 'run-2', generation: 2, history: 9 },
    { what: 'of another run with the same generation', run: 'run-x', generation: 2, history: 99 },
  ])('a late save $what is refused', async ({ what, run, generation, history }) => {
    await save(what, 'run-1', 1, 10, 'one');
    await save(what, 'run-2', 2, 10, 'two');
    expect(await save(what, run, generation, history, 'late')).toBe('stale');
    expect(await loaded(what, 'run-3')).toBe('two');
  });

  it('the same save again is a save', async () => {
    await save('same', 'run-1', 1, 10, 'one');
    expect(await save('same', 'run-1', 1, 10, 'one')).toBe('saved');
  });

  it('keys keep their order and strings every character', async () => {
    const state = { zeta: 1, alpha: { bb: 1, a: 2 }, text: 'a\0b\ud83d退订' };
    await store.snapshots.save({
      customerId: 'exact',
      workflowRunId: 'r',
      generation: 1,
      historyLength: 1,
      state,
      at: 0,
    });
    expect(JSON.stringify(await loaded('exact', 'other'))).toBe(JSON.stringify(state));
  });
});
