import { describe, expect, it } from '@jest/globals';
import { creditOrder, words } from './credit-order.builder.ts';
import type { JourneyDefinition, StageDefinition } from './definition.ts';
import { definitionOf } from './definition-of.ts';
import { rememberGuards } from './known-guards.ts';
import { migrate } from './migrate.ts';
import { VirtualCustomer, publishedOf } from './virtual-customer.builder.ts';
import type { EventLine } from './virtual-customer.builder.ts';
import { transition } from './transition.ts';

const begin = Date.parse('2026-03-02T09:00:00Z');
const order = { orderId: 'o-1', amount: 60_000 };
const start: EventLine = ['0h', 'application.started', order];

const stage = (name: string): StageDefinition => {
  const found = creditOrder().stages.find((other) => other.name === name);
  if (found === undefined) throw new RangeError(`No stage ${name}.`);
  return found;
};
const next = (changed: Partial<JourneyDefinition>): JourneyDefinition =>
  rememberGuards(creditOrder({ version: 4, ...changed }), words.guards);

/** A customer whose run began with version 3, in a world where version 4 is published. */
function moved(story: VirtualCustomer, definition: JourneyDefinition, at: string): VirtualCustomer {
  const later = new VirtualCustomer([definition], begin);
  later.state = JSON.parse(JSON.stringify(story.state)) as typeof story.state;
  later.apply(migrate(later.state, later.published, later.at(at)));
  return later;
}

const begun = (): VirtualCustomer => new VirtualCustomer([creditOrder()], begin).hears(start);

describe('a run when a newer version is published', () => {
  it('keeps the definition it began with when nothing is declared', () => {
    const later = moved(begun(), next({ stages: [{ name: 'other', doneOn: 'order.placed' }] }), '1m');
    expect(later.log).toEqual([]);
    const run = later.state.runs[0];
    expect(run !== undefined && definitionOf(later.state, run, later.published).version).toBe(3);
    expect(later.hears(['2m', 'identity.verified', order]).log).toEqual(['2m done kyc', '2m entered sent']);
  });

  it('goes on after a deployment that changes nothing, from the state as it was stored', () => {
    const story = begun();
    const published = publishedOf([creditOrder()]);
    const stored = JSON.parse(JSON.stringify(story.state)) as typeof story.state;
    const input = { kind: 'due', at: begin + 1_800_000 } as const;
    expect(transition(stored, input, published)).toEqual(transition(story.state, input, story.published));
  });

  it.each<{ situation: string; to: Partial<JourneyDefinition>; events: EventLine[]; log: string[] }>([
    {
      situation: 'the same stages: armed deadlines stay',
      to: { migrates: { from: [3], stages: {} } },
      events: [],
      log: ['10m migrated to 4', '30m fired kyc-nudge: touch', '24h fired kyc-call: touch'],
    },
    {
      situation: 'a stage of another name: it is found again',
      to: {
        migrates: { from: [3], stages: { kyc: 'identity' } },
        stages: [{ ...stage('kyc'), name: 'identity' }, stage('sent')],
      },
      events: [],
      log: ['10m migrated to 4', '30m fired kyc-nudge: touch', '24h fired kyc-call: touch'],
    },
    {
      situation: 'a new stall: armed from the entry',
      to: {
        migrates: { from: [1, 3], stages: {} },
        stages: [
          { ...stage('kyc'), stalls: [{ name: 'new', after: '1h' }, ...(stage('kyc').stalls ?? [])] },
          stage('sent'),
        ],
      },
      events: [],
      log: ['10m migrated to 4', '30m fired kyc-nudge: touch', '1h fired new: no touch', '24h fired kyc-call: touch'],
    },
    {
      situation: 'the stage is gone: the first that is not done is entered',
      to: { migrates: { from: [3], stages: {} }, stages: [stage('sent'), stage('offer')] },
      events: [],
      log: ['10m migrated to 4', '10m entered sent'],
    },
    {
      situation: 'a stage before one that is done: it is done too',
      to: {
        migrates: { from: [3], stages: {} },
        stages: [{ name: 'papers', doneOn: 'order.placed' }, ...creditOrder().stages],
      },
      events: [['5m', 'identity.verified', order]],
      log: ['10m migrated to 4'],
    },
    {
      situation: 'another version than those named: it stays',
      to: { migrates: { from: [2], stages: {} } },
      events: [],
      log: ['30m fired kyc-nudge: touch', '24h fired kyc-call: touch'],
    },
  ])('$situation', ({ to, events, log }) => {
    const later = moved(begun().hears(...events), next(to), '10m').reaches('30h');
    expect(later.log.filter((line) => !line.includes(' plan '))).toEqual(log);
  });

  it('does not fire again what has fired, and takes back the touch of a stall that is gone', () => {
    const migrates = { from: [3], stages: {} };
    const kept = moved(begun().reaches('1h'), next({ migrates }), '2h').reaches('3h');
    expect(kept.log).toEqual(['2h migrated to 4']);
    const stages = [{ ...stage('kyc'), stalls: [{ name: 'new', after: '9h' as const }] }, stage('sent')];
    const gone = moved(begun().reaches('1h'), next({ migrates, stages }), '2h');
    expect(gone.log).toEqual([
      '2h migrated to 4',
      '2h cancel credit-order/o-1/1/kyc/kyc-nudge: the run moved to a newer version of its journey',
    ]);
    expect(Object.keys(gone.state.definitions)).toEqual(Object.keys(gone.published.definitions));
  });
});
