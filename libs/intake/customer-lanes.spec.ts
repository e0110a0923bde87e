import { describe, expect, it } from '@jest/globals';
import type { CustomerEvent } from '#journey';
import { CustomerLanes } from './customer-lanes.ts';
import { SignalRefused, SignalUnavailable } from './signal.error.ts';
import type { Signals } from './signals.ts';

const event = (customerId: string, id: string): CustomerEvent => ({
  id,
  source: 'shop',
  type: 'order.placed',
  customerId,
  occurredAt: 0,
  receivedAt: 0,
  properties: {},
});

/** A server that answers when it is told to. */
class HeldSignals implements Signals {
  readonly sent: {
    readonly customerId: string;
    readonly ids: readonly string[];
    readonly end: (error?: Error) => void;
  }[] = [];

  send(customerId: string, events: readonly CustomerEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (error?: Error): void => (error === undefined ? resolve() : reject(error));
      this.sent.push({ customerId, ids: events.map(({ id }) => id), end });
    });
  }

  get seen(): readonly string[] {
    return this.sent.map(({ customerId, ids }) => `${customerId}: ${ids.join(' ')}`);
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function lanesOver(signals: Signals, customersAtOnce = 10, events = 10): CustomerLanes {
  return new CustomerLanes(signals, { customersAtOnce, slice: { events, bytes: 100_000 } });
}

describe('CustomerLanes', () => {
  it('sends the second signal of a customer when the first is acknowledged, and gathers what came meanwhile', async () => {
    const server = new HeldSignals();
    const lanes = lanesOver(server);
    const first = lanes.send('ann', [event('ann', '1')]);
    const others = [lanes.send('ann', [event('ann', '2')]), lanes.send('ann', [event('ann', '3')])];
    await settled();
    expect(server.seen).toEqual(['ann: 1']);
    server.sent[0]?.end();
    await first;
    await settled();
    expect(server.seen).toEqual(['ann: 1', 'ann: 2 3']);
    server.sent[1]?.end();
    await Promise.all(others);
  });

  it('sends for so many customers at once, and no more', async () => {
    const server = new HeldSignals();
    const lanes = lanesOver(server, 2);
    const sends = ['ann', 'bob', 'eve'].map((who) => lanes.send(who, [event(who, '1')]));
    await settled();
    expect(server.seen).toEqual(['ann: 1', 'bob: 1']);
    expect(lanes.load).toEqual({ inFlight: 2, waiting: 1 });
    server.sent[1]?.end();
    await settled();
    expect(server.seen).toEqual(['ann: 1', 'bob: 1', 'eve: 1']);
    server.sent[0]?.end();
    server.sent[2]?.end();
    await Promise.all(sends);
    expect(lanes.load).toEqual({ inFlight: 0, waiting: 0 });
  });

  it('cuts what does not fit one signal, in order', async () => {
    const server = new HeldSignals();
    const sent = lanesOver(server, 10, 2).send('ann', [event('ann', '1'), event('ann', '2'), event('ann', '3')]);
    await settled();
    server.sent[0]?.end();
    await settled();
    server.sent[1]?.end();
    await sent;
    expect(server.seen).toEqual(['ann: 1 2', 'ann: 3']);
  });

  it('a customer whom the server refuses fails alone', async () => {
    const server = new HeldSignals();
    const lanes = lanesOver(server, 1);
    const ann = lanes.send('ann', [event('ann', '1')]);
    const bob = lanes.send('bob', [event('bob', '1')]);
    await settled();
    server.sent[0]?.end(new SignalRefused('ann', new Error('too large')));
    await expect(ann).rejects.toBeInstanceOf(SignalRefused);
    await settled();
    server.sent[1]?.end();
    await bob;
  });

  it('with the server away those in line are told at once, instead of each waiting for its own time-out', async () => {
    const server = new HeldSignals();
    const lanes = lanesOver(server, 1);
    const sends = ['ann', 'bob', 'eve'].map((who) => lanes.send(who, [event(who, '1')]));
    const outcomes = Promise.allSettled(sends);
    await settled();
    server.sent[0]?.end(new SignalUnavailable(new Error('gone')));
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(server.seen).toEqual(['ann: 1']);

    const again = lanes.send('bob', [event('bob', '1')]);
    await settled();
    server.sent[1]?.end();
    await again;
  });
});
