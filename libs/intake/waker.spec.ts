import { describe, expect, it } from '@jest/globals';
import type { WakePage, WakeTarget } from '#store';
import { Waker } from './waker.ts';

const of: WakeTarget = { level: 'channel', target: 'sms' };

function aPage(...customers: readonly string[]): WakePage {
  return {
    wake: { id: '1', of, share: 1_000 },
    customers,
    upTo: { class: 0, customer: 'c-9' },
    isLast: true,
    claimedUntil: 'then',
  };
}

/** Wakes that hold these pages, all due now, and customers of whom some cannot be reached. */
function aWaker(pages: readonly WakePage[], unreachable: readonly string[] = []) {
  const told: string[] = [];
  const advanced: WakePage[] = [];
  const failed: unknown[] = [];
  const waker = new Waker({
    wakes: {
      claim: () => Promise.resolve([...pages]),
      advance: (page) => Promise.resolve(advanced.push(page) > 0),
    },
    customers: {
      lookAgain: (customerId, { because }) => {
        if (unreachable.includes(customerId)) return Promise.reject(new Error('away'));
        told.push(`${customerId} because of ${because}`);
        return Promise.resolve();
      },
    },
    failed: (error, target) => failed.push([error, target]),
  });
  return { waker, told, advanced, failed };
}

describe('the waker', () => {
  it('tells each customer of a page in turn, and then that they were told', async () => {
    const page = aPage('c-1', 'c-2', 'c-3');
    const { waker, told, advanced } = aWaker([page]);
    expect(await waker.round()).toMatchObject({ woken: 3 });
    expect(told).toEqual(['c-1', 'c-2', 'c-3'].map((one) => `${one} because of channel sms`));
    expect(advanced).toEqual([page]);
  });

  it('leaves a page to be done once more when one could not be told, and goes on with the others', async () => {
    const whole = aPage('d-1');
    const { waker, told, advanced, failed } = aWaker([aPage('c-1', 'c-2', 'c-3'), whole], ['c-2']);
    expect(await waker.round()).toMatchObject({ woken: 1 });
    expect(told.map((one) => one.slice(0, 3)).sort()).toEqual(['c-1', 'c-3', 'd-1']);
    expect(advanced).toEqual([whole]);
    expect(failed).toEqual([[new Error('away'), of]]);
  });

  it('looks again soon when nothing is owed, and at once after a page of nobody', async () => {
    const soon = await aWaker([]).waker.round();
    expect(soon.woken).toBe(0);
    expect(soon.restMs).toBeGreaterThan(500);
    expect((await aWaker([aPage()]).waker.round()).restMs).toBeLessThanOrEqual(1);
  });
});
