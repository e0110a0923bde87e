import { describe, expect, it } from '@jest/globals';
import { words } from './credit-order.builder.ts';
import { diagram } from './diagram.ts';
import { guardsOf, rememberGuards } from './known-guards.ts';
import { migrate } from './migrate.ts';
import { publishedOf, VirtualCustomer } from './virtual-customer.builder.ts';
import type { EventLine } from './virtual-customer.builder.ts';

const begin = Date.parse('2026-03-02T09:00:00Z');
const order = { orderId: 'o-1', amount: 1_000 };

/** Identity and offer are optional and open beside the funding; a cancelled offer leaves the stalls of the funding as they are. */
const journey = words.journey({
  id: 'order',
  version: 1,
  title: 'Order',
  owner: 'lending',
  startsOn: 'application.started',
  key: 'orderId',
  goal: { on: 'order.funded' },
  exitsOn: ['application.withdrawn'],
  stages: [
    {
      name: 'kyc',
      doneOn: 'identity.verified',
      optional: true,
      stalls: [
        { after: '1h', touch: { name: 'kyc-nudge', purpose: 'service', via: ['push'], template: 'kyc-plain' } },
        { name: 'late', after: '48h' },
      ],
    },
    {
      name: 'offer',
      doneOn: 'offer.accepted',
      optional: true,
      stalls: [{ name: 'open', after: '3h', resolvedOn: 'offer.cancelled' }],
    },
    {
      name: 'funding',
      doneOn: 'order.funded',
      reentersOn: 'offer.accepted',
      stalls: [{ name: 'unfunded', after: '4h' }],
    },
  ],
});

const opened = ['0h started order/o-1/1', '0h entered kyc', '0h entered offer', '0h entered funding'];
const nudged = [...opened, '1h fired kyc-nudge: touch', '1h plan order/o-1/1/kyc/kyc-nudge/1'];

function customer(): VirtualCustomer {
  return new VirtualCustomer([journey], begin);
}

describe('optional stages', () => {
  it.each<{ situation: string; events: EventLine[]; until: string; log: string[] }>([
    {
      situation: 'the next stages open together with them, and each has its own deadlines',
      events: [['0h', 'application.started', order]],
      until: '5h',
      log: [...nudged, '3h fired open: no touch', '4h fired unfunded: no touch'],
    },
    {
      situation: 'done, one leaves those beside it as they are',
      events: [
        ['0h', 'application.started', order],
        ['2h', 'identity.verified', order],
      ],
      until: '5h',
      log: [
        ...nudged,
        '2h done kyc',
        '2h cancel order/o-1/1/kyc: stage done by identity.verified',
        '3h fired open: no touch',
        '4h fired unfunded: no touch',
      ],
    },
    {
      situation: 'an event does its own stage, and enters again the one that was open beside it',
      events: [
        ['0h', 'application.started', order],
        ['2h', 'offer.accepted', order],
        ['3h', 'identity.verified', order],
      ],
      until: '7h',
      log: [
        ...nudged,
        '2h done kyc by later stage',
        '2h cancel order/o-1/1/kyc: stage done by offer.accepted',
        '2h done offer',
        '2h entered funding 2',
        '6h fired unfunded: no touch',
      ],
    },
    {
      situation: 'a stall is resolved in the stage that it is in, though another is open before it',
      events: [
        ['0h', 'application.started', order],
        ['2h', 'offer.cancelled', order],
      ],
      until: '5h',
      log: [...nudged, '2h resolved open', '4h fired unfunded: no touch'],
    },
    {
      situation: 'the goal closes all that are open',
      events: [
        ['0h', 'application.started', order],
        ['30m', 'order.funded', order],
      ],
      until: '90h',
      log: [
        ...opened,
        '30m done kyc by later stage',
        '30m done offer by later stage',
        '30m done funding',
        '30m ended order/o-1/1: goal, converted',
      ],
    },
  ])('$situation', ({ events, until, log }) => {
    expect(
      customer()
        .hears(...events)
        .reaches(until).log,
    ).toEqual(log);
  });

  it('a stage that must be done opens nothing beside it', () => {
    const [kyc, ...others] = journey.stages;
    const strict = rememberGuards(
      { ...journey, stages: [{ ...kyc, optional: false } as typeof kyc & object, ...others] },
      guardsOf(journey),
    );
    const { log } = new VirtualCustomer([strict], begin).hears(['0h', 'application.started', order]);
    expect(log).toEqual(['0h started order/o-1/1', '0h entered kyc']);
  });

  it('a run that moves to a version where a stage has become optional opens what is beside it, and keeps its deadlines', () => {
    const [kyc, offer, funding] = journey.stages;
    if (kyc === undefined || offer === undefined || funding === undefined) throw new Error('Three stages are needed.');
    const first = { ...journey, stages: [{ ...kyc, optional: false }, offer, funding] };
    const second = { ...journey, version: 2, migrates: { from: [1], stages: {} } };
    const moved = new VirtualCustomer([first], begin).hears(['0h', 'application.started', order]).reaches('2h');
    const published = publishedOf([second]);
    const [state, effects] = migrate(moved.state, published, moved.at('2h'));
    const entered = effects.flatMap((effect) =>
      effect.kind === 'happened' && effect.happening.kind === 'stage.entered' ? effect.happening.stage : [],
    );
    expect(entered).toEqual(['offer', 'funding']);
    const hours = state.runs[0]?.deadlines.map(({ at, stage }) => [(at - begin) / 3_600_000, stage]);
    // kyc's second stall as it was armed, the others from the move on.
    expect(hours).toEqual([
      [5, 1],
      [6, 2],
      [48, 0],
    ]);
  });

  it('the other way round, the stages beside it close again until it is their turn', () => {
    const [kyc, ...others] = journey.stages;
    const strict = {
      ...journey,
      version: 2,
      migrates: { from: [1], stages: {} },
      stages: [{ ...kyc, optional: false } as typeof kyc & object, ...others],
    };
    const moved = customer().hears(['0h', 'application.started', order]);
    const [state] = migrate(moved.state, publishedOf([strict]), moved.at('30m'));
    expect(state.runs[0]?.stages.map(({ enteredAt }) => enteredAt !== null)).toEqual([true, false, false]);
    expect(state.runs[0]?.deadlines.map(({ stage }) => stage)).toEqual([0, 0]);
  });

  it('its diagram shows that nobody waits for them', () => {
    expect(diagram(journey)).toContain('  s0 -.->|"optional: not waited for"| s1\n');
  });
});
