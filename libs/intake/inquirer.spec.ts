import { describe, expect, it } from '@jest/globals';
import type { AttemptInDoubt, Channel, InquiryReport } from '#channels';
import { InquiryFailedError } from '#channels';
import type { AttemptToAskAbout } from '#store';
import type { Acceptance } from './acceptance.ts';
import { Inquirer, type InquirerOptions } from './inquirer.ts';

const never = new AbortController().signal;
const at = Date.parse('2026-03-02T10:00:00Z');
const attemptOf = (customerId: string, channel = 'sms'): AttemptToAskAbout => ({
  ...{ customerId, attempt: 't/1', channel, provider: 'gateway', reference: null },
  begunAt: at - 600_000,
});
const delivered: InquiryReport = {
  ...{ kind: 'outcome', outcome: 'delivered', disposition: null, detail: null },
  occurredAt: '2026-03-02T09:59:00Z',
};

/** The rows that are due, a provider that says so of each, and a door that notes what came in. */
function inquirerOver(
  due: readonly AttemptToAskAbout[],
  says: (doubt: AttemptInDoubt, abort: AbortSignal) => InquiryReport | Promise<InquiryReport>,
  options: Partial<InquirerOptions> = {},
) {
  const taken: unknown[] = [];
  const failures: unknown[] = [];
  const asked: { channels?: readonly string[]; most: number; now: number } = { most: 0, now: 0 };
  const inquiry = {
    afterMs: 600_000,
    reportOn: async (doubt: AttemptInDoubt, abort: AbortSignal) => {
      asked.most = Math.max(asked.most, ++asked.now);
      await Promise.resolve();
      try {
        return await says(doubt, abort);
      } finally {
        asked.now -= 1;
      }
    },
  };
  const channel = (inquired: boolean) => (inquired ? { inquiry } : {}) as Channel;
  const inquirer = new Inquirer({
    inquiries: {
      claim: ({ channels }) => {
        asked.channels = channels;
        return Promise.resolve([...due]);
      },
      waiting: ({ channels }) => Promise.resolve(channels.map((channel) => ({ channel, waiting: due.length }))),
    },
    channels: { words: ['sms', 'call'], of: (word) => channel(word === 'sms') },
    accept: {
      accept: (inputs) => {
        taken.push(...inputs.map((input) => ('json' in input ? input.json : null)));
        return Promise.resolve(inputs.map((): Acceptance => ({ status: 'accepted', source: '', id: '' })));
      },
    },
    clock: { refresh: () => Promise.resolve(at) },
    atOnce: 3,
    atMost: 50,
    failed: (error) => failures.push(error),
    ...options,
  });
  return { inquirer, taken, failures, asked };
}

describe('asking providers what became of attempts', () => {
  it('takes an outcome in as an event like any other, with an id that only depends on what was said', async () => {
    const first = inquirerOver([attemptOf('c-1')], () => delivered);
    expect(await first.inquirer.round(never)).toEqual({ asked: 1, learnt: 1 });
    expect(first.asked.channels).toEqual(['sms']);
    expect(first.taken).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        source: 'inquiry:sms:gateway',
        type: 'channel.outcome',
        customerId: 'c-1',
        occurredAt: '2026-03-02T09:59:00Z',
        properties: { attempt: 't/1', outcome: 'delivered' },
      },
    ]);
    const again = inquirerOver([attemptOf('c-1')], () => delivered);
    await again.inquirer.round(never);
    expect(again.taken).toEqual(first.taken);
  });

  it('says of what happened at an unknown time that it happened when it was told', async () => {
    const { inquirer, taken } = inquirerOver([attemptOf('c-1')], () => ({ ...delivered, occurredAt: null }));
    await inquirer.round(never);
    expect(taken).toMatchObject([{ occurredAt: new Date(at).toISOString() }]);
  });

  it('takes nothing in where the provider does not know or does not answer, and goes on with the others', async () => {
    const down = new InquiryFailedError('gateway', '500');
    const { inquirer, taken, failures } = inquirerOver(
      ['c-1', 'c-2', 'c-3'].map((id) => attemptOf(id)),
      (doubt) => {
        if (doubt.customerId === 'c-1') return { kind: 'not known' };
        if (doubt.customerId === 'c-2') throw down;
        return delivered;
      },
    );
    expect(await inquirer.round(never)).toEqual({ asked: 3, learnt: 1 });
    expect(taken).toMatchObject([{ customerId: 'c-3' }]);
    expect(failures).toEqual([down]);
  });

  it('tells of an answer that the door does not take', async () => {
    const faults = [{ path: 'properties.outcome', message: 'is no word of ours' }];
    const heard: unknown[] = [];
    const { inquirer } = inquirerOver([attemptOf('c-1')], () => delivered, {
      accept: { accept: () => Promise.resolve([{ status: 'rejected', source: null, id: null, faults }]) },
      failed: (error, channel) => heard.push({ error, channel }),
    });
    expect(await inquirer.round(never)).toEqual({ asked: 1, learnt: 0 });
    expect(heard).toMatchObject([{ error: { faults }, channel: 'sms' }]);
  });

  it('asks a few at a time', async () => {
    const due = Array.from({ length: 20 }, (_, nth) => attemptOf(`c-${nth}`));
    const { inquirer, asked } = inquirerOver(due, () => delivered);
    await inquirer.round(never);
    expect(asked.most).toBe(3);
  });

  it('asks no more once it is to stop, waits for no answer, and takes in what it has learnt', async () => {
    const stopping = new AbortController();
    const due = Array.from({ length: 20 }, (_, nth) => attemptOf(`c-${nth}`));
    const answers = (doubt: AttemptInDoubt, abort: AbortSignal) => {
      if (doubt.customerId === 'c-0') return delivered;
      if (doubt.customerId === 'c-3') setImmediate(() => stopping.abort());
      return new Promise<never>((_, reject) => abort.addEventListener('abort', () => reject(abort.reason as Error)));
    };
    const { inquirer, taken, failures } = inquirerOver(due, answers);
    expect(await inquirer.round(stopping.signal)).toEqual({ asked: 20, learnt: 1 });
    expect(taken).toMatchObject([{ customerId: 'c-0' }]);
    expect(failures).toEqual([]);
  });

  it('tells how many wait for that, on the channels that can be asked', async () => {
    const { inquirer } = inquirerOver([attemptOf('c-1'), attemptOf('c-2')], () => delivered);
    expect(await inquirer.waiting()).toEqual([{ channel: 'sms', waiting: 2 }]);
  });

  it('has what is due put off where no provider can be asked', async () => {
    const { inquirer, asked } = inquirerOver([], () => delivered, {
      channels: { words: ['call'], of: () => ({}) as Channel },
    });
    expect(await inquirer.round(never)).toEqual({ asked: 0, learnt: 0 });
    expect(asked.channels).toEqual([]);
  });
});
