import { describe, expect, it } from '@jest/globals';
import { bindChannels, sandboxAnswer, SandboxChannel, type LateAnswer, type OutgoingMessage } from './index.ts';

const message: OutgoingMessage = {
  idempotencyKey: 'c-1/a-1',
  customerId: 'c-1',
  attempt: 'a-1',
  channel: 'call',
  address: null,
  language: 'en',
  purpose: 'service',
  template: 't',
  text: 'Hello',
  journey: null,
  touch: 't-1',
  at: 1_000,
};
const sandbox = { provider: 'sandbox', seed: 's', honoursIdempotencyKey: true, inquiry: { afterMs: 600_000 } };
const abort = new AbortController().signal;

describe('how people answer', () => {
  const many = (channel: string) =>
    Array.from({ length: 5_000 }, (_, i) => sandboxAnswer(`c-${i}/order/o-${i}/1/paid/nudge/1/1`, channel, 'tendril'));
  const share = (answers: readonly { outcome: string; disposition: string | null }[], word: string) =>
    Math.round(
      (100 * answers.filter((each) => each.outcome === word || each.disposition === word).length) / answers.length,
    );

  it.each([
    { channel: 'call', word: 'no_answer', percent: 34 },
    { channel: 'call', word: 'conversation', percent: 30 },
    { channel: 'call', word: 'busy', percent: 9 },
    { channel: 'call', word: 'acted', percent: 11 },
    { channel: 'sms', word: 'delivered', percent: 95 },
    { channel: 'push', word: 'acted', percent: 17 },
    { channel: 'email', word: 'failed', percent: 8 },
    { channel: 'task', word: 'conversation', percent: 70 },
  ])('$channel: about $percent in a hundred $word', ({ channel, word, percent }) => {
    expect(Math.abs(share(many(channel), word) - percent)).toBeLessThanOrEqual(2);
  });

  it('the same attempt is answered alike whenever it is asked, and otherwise under another seed or channel', () => {
    const answers = (channel: string, seed: string) =>
      Array.from({ length: 50 }, (_, i) => sandboxAnswer(`c/${i}`, channel, seed));
    expect(answers('call', 'a')).toEqual(answers('call', 'a'));
    expect(answers('call', 'a')).not.toEqual(answers('call', 'b'));
    expect(answers('sms', 'a')).not.toEqual(answers('wechat', 'a'));
  });

  it('answers of neighbours have nothing to do with each other', () => {
    const acts = many('call').map((each) => (each.outcome === 'conversation' ? 1 : 0) as number);
    const pairs = acts.slice(1).filter((each, i) => each === 1 && acts[i] === 1).length / (acts.length - 1);
    expect(Math.abs(pairs - 0.09)).toBeLessThan(0.015);
  });

  it('nobody who was not reached says anything, and who acts has said so', () => {
    for (const each of [...many('call'), ...many('sms'), ...many('task')]) {
      if (['no_answer', 'busy', 'failed', 'voicemail'].includes(each.outcome)) expect(each.disposition).toBeNull();
      expect(each.acts).toBe(each.disposition === 'acted');
      expect(each.afterMs).toBeGreaterThan(0);
    }
  });
});

describe('the sandbox as a channel', () => {
  it('answers at once by the model', async () => {
    const { outcome, disposition } = sandboxAnswer('c-1/a-1', 'call', 's');
    const sent = await new SandboxChannel(sandbox).send(message);
    expect(sent).toEqual({ kind: 'outcome', outcome, disposition, detail: null });
  });

  it('accepts and answers later, at the business time of the answer', async () => {
    const { outcome, afterMs } = sandboxAnswer('c-1/a-1', 'call', 's');
    const waited: number[] = [];
    const late = await new Promise<LateAnswer>((resolve, reject) => {
      const later = {
        wait: (businessMs: number) => Promise.resolve(void waited.push(businessMs)),
        answer: (answer: LateAnswer) => Promise.resolve(resolve(answer)),
        lost: reject,
      };
      void new SandboxChannel({ ...sandbox, later }).send(message);
    });
    expect(waited).toEqual([afterMs]);
    expect(late).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      source: 'callback:call:sandbox',
      type: 'channel.outcome',
      customerId: 'c-1',
      occurredAt: new Date(1_000 + afterMs).toISOString(),
      properties: { attempt: 'a-1', outcome },
    });
  });

  it('tells of an answer that could not be handed over', async () => {
    const lost = await new Promise((resolve) => {
      const later = {
        wait: () => Promise.resolve(),
        answer: () => Promise.reject(new Error('ingest is away')),
        lost: resolve,
      };
      void new SandboxChannel({ ...sandbox, later }).send(message);
    });
    expect(lost).toEqual(new Error('ingest is away'));
  });
});

describe('a sandbox that is asked what became of an attempt', () => {
  const { inquiry } = new SandboxChannel(sandbox);
  const { outcome, disposition, afterMs } = sandboxAnswer('c-1/a-1', 'call', 's');
  const doubt = { idempotencyKey: 'c-1/a-1', customerId: 'c-1', attempt: 'a-1', channel: 'call', reference: null };

  it('does not know before the answer would have come, and then says the same', async () => {
    expect(inquiry.afterMs).toBe(600_000);
    const asked = (at: number) => inquiry.reportOn({ ...doubt, begunAt: 1_000, at }, new AbortController().signal);
    expect(await asked(1_000 + afterMs - 1)).toEqual({ kind: 'not known' });
    expect(await asked(1_000 + afterMs)).toEqual({
      kind: 'outcome',
      outcome,
      disposition,
      detail: null,
      occurredAt: new Date(1_000 + afterMs).toISOString(),
    });
  });
});

describe('binding words to channels', () => {
  const unpaced = {
    pace: { perSecond: null, atOnce: null },
    inProgressMs: 600_000,
    statusAfterMs: 600_000,
    statusUrl: null,
  };
  const binding = {
    adapter: 'sandbox',
    provider: 'sandbox',
    answers: 'at once',
    honoursIdempotencyKey: true,
    ...unpaced,
  } as const;
  const webhook = {
    ...unpaced,
    adapter: 'webhook',
    provider: 'gateway',
    url: 'https://gateway.example.com',
    secrets: [`whsec_${Buffer.alloc(24).toString('base64')}`],
    timeoutMs: 1_000,
    honoursIdempotencyKey: false,
  } as const;
  const options = { environment: 'test', seed: 's', publicUrl: 'http://127.0.0.1:3000' } as const;

  it('each word gets the adapter it is bound to', async () => {
    const channels = bindChannels({ call: binding, sms: webhook }, options);
    expect(channels.words).toEqual(['call', 'sms']);
    expect(channels.of('sms')).toMatchObject({ adapter: 'webhook', provider: 'gateway', honoursIdempotencyKey: false });
    expect(await channels.of('call').send(message, abort)).toMatchObject({ kind: 'outcome' });
  });

  it('a gateway can be asked what became of an attempt where it says where, the sandbox always', () => {
    const asked = { ...webhook, statusUrl: 'https://gateway.example.com/status', statusAfterMs: 5_000 };
    const channels = bindChannels({ call: binding, sms: webhook, push: asked }, options);
    expect(['call', 'sms', 'push'].map((word) => channels.of(word).inquiry?.afterMs)).toEqual([
      600_000,
      undefined,
      5_000,
    ]);
  });

  it('a word that is bound to nothing says how to bind it', () => {
    expect(() => bindChannels({}, options).of('fax')).toThrow('Bind it in CHANNELS, such as CHANNELS=fax:webhook.');
  });

  it('production refuses the sandbox', () => {
    expect(() => bindChannels({ call: binding }, { ...options, environment: 'production' })).toThrow(
      'Bind it to a webhook',
    );
    expect(bindChannels({ sms: webhook }, { ...options, environment: 'production' }).words).toEqual(['sms']);
  });
});
