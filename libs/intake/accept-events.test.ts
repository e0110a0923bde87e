import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerEvent } from '#journey';
import { openStore } from '#store';
import type { Store } from '#store';
import { AcceptEvents, CustomerLanes, Resignaller, SignalUnavailable, TemporalDoor } from '#intake';
import type { Signals } from '#intake';
import { testDatabase, testNamespace } from '../../test/harness/index.ts';
import { SignalReader } from '../../test/ingest/signalled.ts';

const at = Date.parse('2026-03-01T10:00:00Z');
const clock = { refresh: () => Promise.resolve(at), speed: 1 };
const listening = { types: () => Promise.resolve(new Set(['order.placed', 'customer.updated'])) };

/** The server is away as long as `away` says so, and what was about to be signalled is lost. */
class Interrupted implements Signals {
  away = false;

  constructor(private readonly signals: Signals) {}

  send(customerId: string, events: readonly CustomerEvent[]): Promise<void> {
    if (this.away) return Promise.reject(new SignalUnavailable(new Error('cut off')));
    return this.signals.send(customerId, events);
  }
}

let store: Store;
let temporal: TemporalDoor;
let signals: Interrupted;
let accept: AcceptEvents;
let reader: SignalReader;

beforeAll(async () => {
  const [{ url }, { address, namespace, taskQueue }] = await Promise.all([testDatabase(), testNamespace()]);
  store = openStore({ databaseUrl: url });
  temporal = new TemporalDoor({ address, namespace, taskQueue, tls: false, apiKey: null, payloadKeys: [] });
  signals = new Interrupted(
    new CustomerLanes(temporal, { customersAtOnce: 16, slice: { events: 100, bytes: 100_000 } }),
  );
  accept = new AcceptEvents({ events: store.events, signals, clock, listening });
  reader = await SignalReader.connect(address, namespace);
});

afterAll(async () => {
  await reader.close();
  await temporal.close();
  await store.close();
});

const placed = (customerId: string, id: string, amount = 10): { readonly json: unknown } => ({
  json: {
    id,
    source: 'shop',
    type: 'order.placed',
    customerId,
    occurredAt: '2026-03-01T09:00:00Z',
    properties: { orderId: id, productId: 'p-1', amount },
  },
});

const statuses = async (inputs: readonly { readonly json: unknown }[]): Promise<readonly string[]> =>
  (await accept.accept(inputs)).map(({ status }) => status);

describe('AcceptEvents', () => {
  it('the same event twice in one batch, and again later, reaches the workflow once', async () => {
    expect(await statuses([placed('once', 'o-1'), placed('once', 'o-1')])).toEqual(['accepted', 'duplicate']);
    expect(await statuses([placed('once', 'o-1')])).toEqual(['duplicate']);
    expect(await reader.idsOf('once')).toEqual(['o-1']);
  });

  it('the events of a customer in one batch are one signal, in the order of their instants', async () => {
    const early = { json: { ...(placed('many', 'm-2').json as object), occurredAt: '2026-03-01T08:00:00Z' } };
    await accept.accept([placed('many', 'm-1'), placed('else', 'x-1'), early]);
    expect((await reader.signalsOf('many')).map((events) => events.map(({ id }) => id))).toEqual([['m-2', 'm-1']]);
    expect(await reader.idsOf('else')).toEqual(['x-1']);
  });

  it('the same id with other content is a conflict, and the first stays', async () => {
    expect(await statuses([placed('torn', 't-1', 10)])).toEqual(['accepted']);
    expect(await statuses([placed('torn', 't-1', 11), placed('torn', 't-2')])).toEqual(['conflict', 'accepted']);
    expect(await reader.idsOf('torn')).toEqual(['t-1', 't-2']);
  });

  it('a bad event is told what is wrong with it, and the good ones beside it are taken', async () => {
    const bad = { json: { id: 'b-1', source: 'shop', type: 'order.placed' } };
    const [rejected, good] = await accept.accept([bad, placed('beside', 'b-2')]);
    expect(rejected).toMatchObject({ status: 'rejected', id: 'b-1', source: 'shop' });
    expect(good).toMatchObject({ status: 'accepted' });
  });

  it('what nobody listens to is stored, and starts no workflow', async () => {
    const visited = { json: { ...(placed('quiet', 'q-1').json as object), type: 'page.scrolled', properties: {} } };
    expect(await statuses([visited])).toEqual(['accepted']);
    expect(await store.events.ofCustomer('quiet')).toHaveLength(1);
    expect(await reader.signalsOf('quiet')).toEqual([]);
  });

  it('a phone number goes to the profile, and neither to the events nor to the workflow', async () => {
    const json = {
      id: 'u-1',
      source: 'crm',
      type: 'customer.updated',
      customerId: 'reachable',
      occurredAt: '2026-03-01T09:00:00Z',
      properties: { phone: '+8613800000000', language: 'zh' },
    };
    expect(await statuses([{ json }])).toEqual(['accepted']);
    expect(await store.customers.profile('reachable')).toMatchObject({ language: 'zh' });
    expect(await store.customers.contactAddress('reachable', 'sms')).toMatchObject({ address: '+8613800000000' });
    const seen = JSON.stringify([await store.events.ofCustomer('reachable'), await reader.signalsOf('reachable')]);
    expect(seen).not.toContain('13800000000');
  });

  it('cut off between store and signal: not acknowledged, and signalled when it arrives again', async () => {
    signals.away = true;
    await expect(accept.accept([placed('again', 'a-1')])).rejects.toBeInstanceOf(SignalUnavailable);
    signals.away = false;
    expect(await reader.signalsOf('again')).toEqual([]);
    expect(await statuses([placed('again', 'a-1')])).toEqual(['duplicate']);
    expect(await reader.idsOf('again')).toEqual(['a-1']);
    expect(await statuses([placed('again', 'a-1')])).toEqual(['duplicate']);
    expect(await reader.idsOf('again')).toEqual(['a-1']);
  });

  it('cut off between store and signal, and never sent again: the sweep signals it, once', async () => {
    signals.away = true;
    await expect(accept.accept([placed('swept', 's-1'), placed('swept', 's-2')])).rejects.toThrow('cut off');
    signals.away = false;
    const sweeper = new Resignaller({ events: store.events, signals, clock, patienceMs: 1_000, pageSize: 1 });
    expect(await sweeper.sweep('stale')).toEqual({ signalled: 0, failed: 0 });
    expect(await sweeper.sweep('all')).toEqual({ signalled: 2, failed: 0 });
    expect(await sweeper.sweep('all')).toEqual({ signalled: 0, failed: 0 });
    expect(await reader.idsOf('swept')).toEqual(['s-1', 's-2']);
    expect(await store.events.counts()).toMatchObject({ unsignalled: 0 });
  });
});
