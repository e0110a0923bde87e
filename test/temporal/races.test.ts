import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { PolicySet } from '#policy';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { delivered } from './provider.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');
const requested = 200;

/** So many contacts with one person in a week, whatever for; what is more is dropped. */
function cap(limit: number): PolicySet {
  const window = { rolling: '7d' } as const;
  return { name: 'race', rules: [{ id: 'week', kind: 'cap', countOn: 'attempt', window, limit, onBlock: 'drop' }] };
}

describe('200 touches of one customer at once', () => {
  let folder: string;
  let policyFile: string;
  let rig: Rig;

  const allow = (limit: number) => writeFile(policyFile, JSON.stringify(cap(limit)));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tendril-races-'));
    policyFile = join(folder, 'policy.json');
    await allow(5);
    rig = await Rig.open({ speed: 60, policyFile });
    await rig.worker.start();
  }, 300_000);

  beforeEach(async () => {
    rig.provider.answers(() => delivered);
    await allow(5);
  });

  afterAll(async () => {
    await rig.close();
    await rm(folder, { recursive: true });
  });

  it('keep the cap exactly', async () => {
    await request('c-race', requested);
    expect(await ends('c-race', requested)).toEqual({ sent: 5, dropped: requested - 5 });
    expect(messagesTo('c-race')).toBe(5);
  }, 300_000);

  it('keep the cap exactly when the worker is killed in between', async () => {
    rig.provider.answers(() => new Promise(() => undefined));
    await request('c-killed', requested / 2);
    await eventually(
      () => messagesTo('c-killed'),
      (messages) => messages > 0,
    );
    await rig.worker.kill();
    rig.provider.answers(() => delivered);
    await request('c-killed', requested / 2);
    await rig.worker.start();
    expect(await ends('c-killed', requested)).toEqual({ sent: 5, dropped: requested - 5 });
    expect(messagesTo('c-killed')).toBe(5);
  }, 300_000);

  it('count a contact that was made elsewhere in the middle of them', async () => {
    await request('c-elsewhere', 3);
    await ends('c-elsewhere', 3);
    await rig.clock.refresh();
    const made = { channel: 'call', purpose: 'service', outcome: 'conversation', by: 'branch' };
    const elsewhere = rig.customers.event('c-elsewhere', 'contact.made', made);
    await rig.customers.send('c-elsewhere', elsewhere, ...requests('c-elsewhere', requested - 3));
    expect(await ends('c-elsewhere', requested)).toEqual({ sent: 4, dropped: requested - 4 });
  }, 300_000);

  it('are judged by the policy as it is now: a new one takes effect without a restart', async () => {
    await request('c-current', 20);
    expect(await ends('c-current', 20)).toEqual({ sent: 5, dropped: 15 });
    await allow(7);
    await request('c-current', 20);
    expect(await ends('c-current', 40)).toEqual({ sent: 7, dropped: 33 });
  }, 300_000);

  function requests(customerId: string, count: number) {
    return Array.from({ length: count }, () =>
      rig.customers.event(customerId, 'contact.requested', { purpose: 'service', channels: ['push'] }),
    );
  }

  /** Five to a signal, eight signals at a time. */
  async function request(customerId: string, count: number): Promise<void> {
    await rig.clock.refresh();
    const left = requests(customerId, count);
    const lane = async () => {
      for (let some = left.splice(0, 5); some.length > 0; some = left.splice(0, 5)) {
        await rig.customers.sendPatiently(customerId, ...some);
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
  }

  async function ends(customerId: string, count: number): Promise<{ [how: string]: number }> {
    const story = await rig.storyUntil(customerId, 'touch.ended', count);
    const counts: { [how: string]: number } = {};
    for (const line of story) {
      const [, how] = /^touch.ended (?:.* )?(\w+)$/.exec(line) ?? [];
      if (how !== undefined) counts[how] = (counts[how] ?? 0) + 1;
    }
    return counts;
  }

  /** A message that is sent again under its key is one message. */
  function messagesTo(customerId: string): number {
    return new Set(rig.provider.to(customerId).map(({ key }) => key)).size;
  }
});
