import { expect, it } from '@jest/globals';
import type { Pace } from '#channels';
import { wallClock } from '#clock';
import type { Happening } from '#customer';
import { recordHappened } from './record-happened.ts';

const pace: Pace = { limits: [], leaseMs: 1, keptMs: 0 };
const ended = (attempt: string, channel: string, outcome: 'delivered' | 'unknown'): Happening => ({
  ...{ kind: 'attempt.ended', at: 0, touch: 't', attempt, channel, outcome, disposition: null, detail: null },
});

it('what happened is written, measured, and the slots of those whose outcome came are freed', async () => {
  const done: string[] = [];
  const house = {
    clock: wallClock(),
    meter: { touch() {}, stallLate: () => void done.push('measured') },
    paces: { isAny: true, of: (channel: string) => (channel === 'call' ? pace : null) },
    store: {
      happenings: { record: () => Promise.resolve(void done.push('written')) },
      paces: { free: (_: string, attempts: readonly string[]) => Promise.resolve(void done.push(...attempts)) },
    },
  };
  await recordHappened(house, 'c', [
    { kind: 'stall.fired', at: 0, run: 'r', stage: 's', stall: 't', entry: 1, result: 'guarded' },
    ended('t/1', 'call', 'delivered'),
    ended('t/2', 'call', 'unknown'),
    ended('t/3', 'sms', 'delivered'),
  ]);
  expect(done).toEqual(['written', 'measured', 't/1']);
});
