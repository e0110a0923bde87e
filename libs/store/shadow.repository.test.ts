import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Happening } from '#customer';
import type { Reason } from '#policy';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { noon } from '../../test/store/a-life.ts';
import { openStore, type Store } from './index.ts';

const { describe } = await servers('postgres');

const day = 86_400_000;

function looked(rule: string, channel: string, more: Partial<Reason> = {}): Reason {
  return { rule, kind: 'cap', blocked: true, channel, count: 3, limit: 3, nextAllowedAt: null, shadow: true, ...more };
}

function verdict(
  touch: string,
  number: number,
  kind: 'send' | 'hold',
  reasons: readonly Reason[],
  at = noon,
): Happening {
  const answer = {
    touch,
    at,
    blockedBy: [],
    reasons,
    zones: ['UTC'],
    iana: null,
    policy: 'p1',
    winner: null,
    channel: 'sms',
  };
  return {
    kind: 'verdict',
    at,
    touch,
    number,
    verdict: kind === 'send' ? { ...answer, kind, validUntil: at } : { ...answer, kind, until: at },
  };
}

describe('what rules in shadow would have blocked', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
    const strict = looked('strict', 'sms');
    await store.happenings.record('c-1', [
      verdict('t-1', 1, 'hold', [strict]),
      verdict('t-1', 2, 'send', [strict, looked('other', 'push')], noon + 60_000),
      verdict('t-2', 1, 'send', [looked('lets-pass', 'sms', { blocked: false, shadow: undefined } as object)]),
    ]);
    await store.happenings.record('c-2', [verdict('t-1', 1, 'hold', [strict], noon + day)]);
  });
  afterAll(() => store.close());

  it('counts touches and customers by rule, each once, and those that went out by that channel', async () => {
    expect(await store.shadow.since(noon)).toEqual([
      { rule: 'strict', touches: 2, sentAllTheSame: 1, customers: 2, first: noon, last: noon + day },
      { rule: 'other', touches: 1, sentAllTheSame: 0, customers: 1, first: noon + 60_000, last: noon + 60_000 },
    ]);
  });

  it('counts from the instant that is asked for on', async () => {
    expect(await store.shadow.since(noon + day)).toMatchObject([{ rule: 'strict', touches: 1, customers: 1 }]);
    expect(await store.shadow.since(noon + day + 1)).toEqual([]);
  });
});
