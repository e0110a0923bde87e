import { createHash } from 'node:crypto';
import { catalogue, emptyState, nextDue, publish, transition, vocabulary } from '#journey';
import type { CustomerEvent, JourneyInput, JourneyState, Published } from '#journey';

interface Events {
  'application.started': { applicationId: string; amount: number };
  'identity.verified': { applicationId: string };
  'offer.sent': { applicationId: string };
  'offer.accepted': { applicationId: string };
  'order.funded': { applicationId: string };
  'application.withdrawn': { applicationId: string };
  'complaint.opened': { complaintId: string };
  'bill.issued': { billId: string; dueOn: string };
  'repayment.received': { billId: string; remaining: number };
}

export interface TransitionBench {
  readonly inputs: number;
  readonly seconds: number;
  readonly inputsPerSecond: number;
  /** The same over the processor time of this process: what it would be on a machine that is not shared. */
  readonly inputsPerCpuSecond: number;
  /** How the inputs were made up, and what came of them. */
  readonly unheard: number;
  readonly heard: number;
  readonly due: number;
  readonly effects: number;
}

/**
 * How many inputs a second the journey core takes: a seeded stream of whole customer lives, six events of ten nobody listens
 * to, the rest starts, stages, re-entries, exits, bills and payments, with every deadline that falls due in between. The
 * inputs are made before the clock runs, the state of each customer is carried along, and the first round warms up. The
 * customers come in waves, so that the collector is not kept busy with inputs that a host would not have in memory.
 * `heardOnly`: without the events nobody listens to, as the doors let them through; the stricter figure.
 */
export function benchTransition(customers = 4_000, rounds = 3, heardOnly = false): TransitionBench {
  const published = lending();
  let best: TransitionBench | null = null;
  for (let round = 0; round <= rounds; round++) {
    const random = seeded(20_260_101);
    const waves: Wave[] = [];
    for (let left = customers; left > 0; left -= wave) {
      const size = Math.min(wave, left);
      waves.push(
        play(
          streamOf(size, published, random).filter(({ heard }) => heard || !heardOnly),
          size,
          published,
        ),
      );
    }
    const result = sumOf(waves);
    if (round > 0 && (best === null || result.inputsPerSecond > best.inputsPerSecond)) best = result;
  }
  if (best === null) throw new RangeError('The bench needs at least one round.');
  return best;
}

/** Customers who live at the same time. */
const wave = 250;

type Stream = readonly { readonly customer: number; readonly input: JourneyInput; readonly heard: boolean }[];

/** What one wave of customers took. */
interface Wave {
  readonly inputs: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly heard: number;
  readonly due: number;
  readonly effects: number;
}

function play(stream: Stream, customers: number, published: Published): Wave {
  const zone = { zone: 'Asia/Shanghai', changes: [[0, 480]] } as const;
  const states: JourneyState[] = Array.from({ length: customers }, (_, customer) => emptyState(`c-${customer}`, zone));
  let [due, heard, effects] = [0, 0, 0];
  // What making the inputs has cost the collector is paid before the clock runs.
  for (let survivals = 0; survivals < 2; survivals++) globalThis.gc?.({ type: 'minor' });
  const cpu = process.cpuUsage();
  const began = performance.now();
  for (const { customer, input, heard: isHeard } of stream) {
    const before = states[customer];
    if (before === undefined) continue;
    const [after, done] = transition(before, input, published);
    states[customer] = after;
    effects += done.length;
    if (input.kind === 'due') due++;
    else if (isHeard) heard++;
  }
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { inputs: stream.length, seconds, cpuSeconds: (user + system) / 1e6, heard, due, effects };
}

function sumOf(waves: readonly Wave[]): TransitionBench {
  const total = (of: keyof Wave): number => waves.reduce((sum, played) => sum + played[of], 0);
  const [inputs, seconds, heard, due] = [total('inputs'), total('seconds'), total('heard'), total('due')];
  const inputsPerSecond = Math.round(inputs / seconds);
  const inputsPerCpuSecond = Math.round(inputs / total('cpuSeconds'));
  const unheard = inputs - due - heard;
  return { inputs, seconds, inputsPerSecond, inputsPerCpuSecond, unheard, heard, due, effects: total('effects') };
}

/** The inputs of all customers in the order of time, deadlines as a host would fire them. */
function streamOf(customers: number, published: Published, random: () => number): Stream {
  const zone = { zone: 'Asia/Shanghai', changes: [[0, 480]] } as const;
  const stream: { customer: number; input: JourneyInput; heard: boolean; at: number }[] = [];
  for (let customer = 0; customer < customers; customer++) {
    let state = emptyState(`c-${customer}`, zone);
    for (const event of lifeOf(customer, random)) {
      for (let at = nextDue(state); at !== null && at < event.occurredAt; at = nextDue(state)) {
        const input = { kind: 'due', at } as const;
        stream.push({ customer, input, heard: true, at });
        [state] = transition(state, input, published);
      }
      const input = { kind: 'event', event } as const;
      stream.push({ customer, input, heard: !event.type.startsWith('page.'), at: event.occurredAt });
      [state] = transition(state, input, published);
    }
  }
  stream.sort((a, b) => a.at - b.at);
  // Fresh from the parser, as at a door: in memory an input lies next to the one before it.
  return stream.map(({ customer, input, heard }) => {
    return { customer, input: JSON.parse(JSON.stringify(input)) as JourneyInput, heard };
  });
}

function lifeOf(customer: number, random: () => number): readonly CustomerEvent[] {
  const events: CustomerEvent[] = [];
  let at = Date.UTC(2026, 0, 1) + Math.floor(random() * 30 * 86_400_000);
  const say = (type: string, properties: CustomerEvent['properties']): void => {
    for (let views = Math.floor(random() * 4); views > 0; views--) push(`page.${Math.floor(random() * 20)}`, {});
    push(type, properties);
  };
  const push = (type: string, properties: CustomerEvent['properties']): void => {
    at += Math.floor(random() * 6 * 3_600_000);
    const id = `${customer}-${events.length}`;
    events.push({ id, source: 'bench', type, customerId: `c-${customer}`, occurredAt: at, receivedAt: at, properties });
  };
  for (let application = 0; application < 2; application++) {
    const applicationId = `a-${customer}-${application}`;
    say('application.started', { applicationId, amount: Math.floor(random() * 100_000) });
    if (random() < 0.1) say('complaint.opened', { complaintId: `k-${customer}` });
    say('identity.verified', { applicationId });
    for (let offers = Math.floor(random() * 3); offers >= 0; offers--) say('offer.sent', { applicationId });
    if (random() < 0.3) say('application.withdrawn', { applicationId });
    else {
      say('offer.accepted', { applicationId });
      say('order.funded', { applicationId });
    }
    for (let bill = 0; bill < 3; bill++) {
      const billId = `b-${customer}-${application}-${bill}`;
      say('bill.issued', { billId, dueOn: new Date(at + 10 * 86_400_000).toISOString().slice(0, 10) });
      say('repayment.received', { billId, remaining: 0 });
    }
  }
  return events;
}

function lending(): Published {
  const words = vocabulary<Events>()(({ guard }) => ({
    guards: {
      'large order': guard(['application.started'], (facts) => (facts['application.started']?.amount ?? 0) >= 50_000),
      'open complaint': guard(['complaint.opened'], (facts) => facts['complaint.opened'] !== undefined),
      settled: guard(['repayment.received'], (facts) => facts['repayment.received']?.remaining === 0),
    },
    templates: ['plain', 'friendly'],
    channels: ['push', 'sms', 'call'],
  }));
  const touch = { purpose: 'service', via: ['push', 'sms'], template: 'plain' } as const;
  const credit = words.journey({
    id: 'credit',
    version: 1,
    title: 'Credit',
    owner: 'lending',
    startsOn: 'application.started',
    key: 'applicationId',
    goal: { on: 'order.funded', within: '14 days' },
    exitsOn: 'application.withdrawn',
    expiresAfter: '60 days',
    experiment: { id: 'tone', arms: { plain: 50, friendly: 50 } },
    stages: [
      {
        name: 'kyc',
        doneOn: 'identity.verified',
        stalls: [
          { after: '30m', unless: 'open complaint', touch: { ...touch, name: 'kyc-nudge' } },
          { after: '24h', when: 'large order', touch: { ...touch, name: 'kyc-call', via: ['call'] } },
        ],
      },
      { name: 'sent', doneOn: 'offer.sent' },
      {
        name: 'offer',
        doneOn: 'offer.accepted',
        reentersOn: 'offer.sent',
        stalls: [{ after: '4h', touch: { ...touch, name: 'offer-nudge' } }],
      },
      { name: 'funding', doneOn: 'order.funded' },
    ],
  });
  const repayment = words.journey({
    id: 'repayment',
    version: 1,
    title: 'Repayment',
    owner: 'lending',
    startsOn: 'bill.issued',
    key: 'billId',
    goal: { on: 'repayment.received', when: 'settled' },
    expiresAfter: '90 days',
    stages: [
      {
        name: 'payment',
        doneOn: 'repayment.received',
        doneWhen: 'settled',
        stalls: [
          { before: '3 days', date: 'bill.issued:dueOn', touch: { ...touch, name: 'due-soon' } },
          { past: '1 day', date: 'bill.issued:dueOn', touch: { ...touch, name: 'overdue', purpose: 'collection' } },
        ],
      },
    ],
  });
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  return publish(catalogue({ vocabularies: [words], journeys: [credit, repayment] }), sha256);
}

/** A small generator of numbers in [0, 1) (Lehmer, modulus 2^31 - 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
