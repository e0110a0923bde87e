import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { PolicySet, Rule } from '#policy';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { delivered } from './provider.ts';
import { lanes } from './race.journeys.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');
const touches = 200;
const heats = touches / lanes;

/** In a week: so many contacts with one person, two of them by SMS, one for each journey. What is more is dropped. */
function caps(limit: number): PolicySet {
  const each = { kind: 'cap', countOn: 'attempt', window: { rolling: '7d' }, onBlock: 'drop' } as const;
  const rules: Rule[] = [
    { ...each, id: 'person', limit },
    { ...each, id: 'sms', channels: ['sms'], limit: 2 },
    { ...each, id: 'journey', subject: 'journey', purposes: ['service'], limit: 1 },
  ];
  return { name: 'race', rules };
}

describe('200 touches of many journeys for one customer at once', () => {
  let folder: string;
  let policyFile: string;
  let rig: Rig;

  const allow = (limit: number) => writeFile(policyFile, JSON.stringify(caps(limit)));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tendril-races-'));
    policyFile = join(folder, 'policy.json');
    await allow(8);
    rig = await Rig.open({ speed: 60, catalogue: 'race', policyFile });
    await rig.worker.start();
  }, 300_000);

  beforeEach(async () => {
    rig.provider.answers(() => delivered);
    await allow(8);
  });

  afterAll(async () => {
    await rig.close();
    await rm(folder, { recursive: true });
  });

  it('keep every cap exactly', async () => {
    await begin('c-race');
    expect(await ends('c-race', touches)).toEqual({ sent: 8, dropped: touches - 8 });
    expect(messagesTo('c-race')).toEqual({ messages: 8, bySms: 2, journeys: 8 });
  }, 300_000);

  it('still count when the workflow of the customer has ended and begun anew', async () => {
    await rig.customers.hears('c-race', 'race.won');
    await rig.customers.isOver('c-race');
    await request('c-race', 1);
    expect(await ends('c-race', touches + 1)).toEqual({ sent: 8, dropped: touches - 7 });
  });

  it('keep every cap exactly when the worker is killed in between', async () => {
    rig.provider.answers(() => new Promise(() => undefined));
    await begin('c-killed');
    await eventually(
      () => rig.provider.to('c-killed').length,
      (requests) => requests > 0,
    );
    await rig.worker.kill();
    rig.provider.answers(() => delivered);
    await rig.worker.start();
    expect(await ends('c-killed', touches)).toEqual({ sent: 8, dropped: touches - 8 });
    expect(messagesTo('c-killed')).toEqual({ messages: 8, bySms: 2, journeys: 8 });
  }, 300_000);

  it('count a contact that was made elsewhere while the first of them are going out', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    rig.provider.answers(() => held.then(() => delivered));
    await request('c-elsewhere', 3);
    await eventually(
      () => rig.provider.to('c-elsewhere').length,
      (requests) => requests === 3,
    );
    const made = { channel: 'call', purpose: 'service', outcome: 'conversation', by: 'branch' };
    await rig.customers.hears('c-elsewhere', 'contact.made', made);
    await begin('c-elsewhere');
    release();
    expect(await ends('c-elsewhere', 3 + touches)).toEqual({ sent: 7, dropped: touches - 4 });
    expect(messagesTo('c-elsewhere')).toMatchObject({ messages: 7, bySms: 2 });
  }, 300_000);

  it('are judged by the policy as it is now: a new one takes effect without a restart', async () => {
    await allow(5);
    await request('c-current', 20);
    expect(await ends('c-current', 20)).toEqual({ sent: 5, dropped: 15 });
    await allow(7);
    await request('c-current', 20);
    expect(await ends('c-current', 40)).toEqual({ sent: 7, dropped: 33 });
  }, 300_000);

  /** Heats begin two business seconds apart, each with a signal of its own, eight signals at a time. */
  async function begin(customerId: string): Promise<void> {
    const now = await rig.clock.refresh();
    await send(
      customerId,
      Array.from({ length: heats }, (_, heat) => ({
        ...rig.customers.event(customerId, 'race.began', { heat: `heat-${heat}` }),
        occurredAt: now - (heats - heat) * 2_000,
      })),
    );
  }

  /** For nobody's journey: what another system asks for, each of a purpose that no journey has. */
  async function request(customerId: string, count: number): Promise<void> {
    await rig.clock.refresh();
    await send(
      customerId,
      Array.from({ length: count }, () =>
        rig.customers.event(customerId, 'contact.requested', { purpose: 'transactional', channels: ['push'] }),
      ),
    );
  }

  async function send(customerId: string, events: ReturnType<typeof rig.customers.event>[]): Promise<void> {
    const left = [...events];
    const lane = async () => {
      for (let event = left.shift(); event !== undefined; event = left.shift()) {
        await rig.customers.sendPatiently(customerId, event);
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
  function messagesTo(customerId: string) {
    const messages = [...new Map(rig.provider.to(customerId).map((message) => [message.key, message])).values()];
    return {
      messages: messages.length,
      bySms: messages.filter(({ channel }) => channel === 'sms').length,
      journeys: new Set(messages.map(({ touch }) => touch.split('/')[0])).size,
    };
  }
});
