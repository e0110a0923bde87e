import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.ts';
import { catalogue } from './catalogue.ts';
import type { Catalogue } from './catalogue.ts';
import { creditOrder, words } from './credit-order.builder.ts';
import { diagram } from './diagram.ts';
import { funnelSteps } from './funnel-steps.ts';
import { listensTo } from './listens-to.ts';
import { lockOf, silentEdits } from './lock.ts';
import { publish } from './publish.ts';
import { sha256 } from './virtual-customer.builder.ts';

const small = (changed: object = {}): Catalogue =>
  catalogue({ vocabularies: [words], journeys: [{ ...creditOrder(), ...changed }] });

describe('a catalogue', () => {
  it('puts vocabularies and journeys together', () => {
    expect(Object.keys(small().guards)).toEqual(['large order', 'open complaint', 'settled', 'broken']);
    expect(catalogue({ vocabularies: [words, words], journeys: [] }).journeys).toEqual([]);
  });

  it.each([
    {
      fault: 'a guard of two meanings',
      parts: { vocabularies: [words, { guards: { settled: { reads: [], holds: () => true } } }], journeys: [] },
      says: 'Guard "settled" is declared twice, with different meanings. Give one of them another name.',
    },
    {
      fault: 'a journey twice',
      parts: { vocabularies: [words], journeys: [creditOrder(), creditOrder({ version: 4 })] },
      says: 'Journey "credit-order" is in the catalogue twice. Keep one version of it, or give the other an id of its own.',
    },
    {
      fault: 'a guard that no vocabulary has',
      parts: {
        vocabularies: [],
        journeys: [creditOrder({ stages: [{ name: 'kyc', doneOn: 'x', doneWhen: 'settled' }] })],
      },
      says: 'Journey "credit-order": stage "kyc": doneWhen names the guard "settled", which the vocabulary does not have. The vocabulary has none yet: declare it there.',
    },
  ])('refuses $fault', ({ parts, says }) => {
    expect(() => catalogue(parts)).toThrow(expect.objectContaining({ code: 'CATALOGUE_INVALID', faults: [says] }));
  });

  it('listens to whatever a journey, a stall or a guard reads', () => {
    const heard = [...listensTo(small())].sort();
    expect(heard).toEqual([
      'application.started',
      'application.withdrawn',
      'complaint.closed',
      'complaint.opened',
      'identity.verified',
      'offer.accepted',
      'offer.cancelled',
      'offer.sent',
      'order.funded',
      'repayment.received',
    ]);
  });

  it('is published under keys of its content', () => {
    const { definitions, startsOn } = publish(small(), sha256);
    const [key] = Object.keys(definitions);
    expect(key).toMatch(/^credit-order@3#[0-9a-f]{12}$/);
    expect(startsOn).toEqual({ 'application.started': [key] });
    expect(Object.keys(publish(small({ title: 'Other' }), sha256).definitions)).not.toEqual([key]);
  });
});

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: { d: 1, c: 2 } }, '{"b":{"c":2,"d":1}}'],
    ['é"', '"é\\""'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('refuses what is no plain data', () => {
    expect(() => canonicalJson({ a: () => 1 })).toThrow('has no canonical JSON. Use plain data only.');
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  });
});

describe('the lock', () => {
  const locked = lockOf(small(), sha256);
  const guard = { reads: ['application.started'], holds: () => false };

  it.each([
    { edit: 'nothing', now: small(), says: [] },
    { edit: 'a journey with a new version', now: small({ version: 4, title: 'New' }), says: [] },
    {
      edit: 'a journey in silence',
      now: small({ title: 'New' }),
      says: [
        'Journey credit-order@3 is published and was changed since. Raise its version (runs in flight keep the old one), or undo the change.',
      ],
    },
    {
      edit: 'a guard in silence',
      now: { ...small(), guards: { ...words.guards, 'large order': guard } },
      says: [
        'Guard "large order" is published and was changed since. Give the new behaviour a new name, and keep the old guard.',
      ],
    },
    {
      edit: 'a guard away that a published journey names',
      now: { journeys: [], guards: { 'open complaint': words.guards['open complaint'] } },
      says: [
        'Guard "large order" is gone, but credit-order@3 was published with it. Put it back; take credit-order@3 out of the lock when no run of it is open.',
      ],
    },
  ])('changing $edit', ({ now, says }) => {
    expect(silentEdits(locked, lockOf(now, sha256))).toEqual(says);
  });
});

describe('what is derived from a definition', () => {
  it('its funnel: start, stages, and a goal that is a step of its own', () => {
    expect(funnelSteps(creditOrder()).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'start start',
      'stage kyc',
      'stage sent',
      'stage offer',
      'goal goal',
    ]);
  });

  it.each([
    { goal: 'the event of the last stage', steps: 4, journey: creditOrder({ goal: { on: 'offer.accepted' } }) },
    {
      goal: 'an event of its own',
      steps: 5,
      journey: creditOrder({ goal: { on: ['offer.accepted', 'order.funded'] } }),
    },
  ])('its funnel with $goal as goal has $steps steps', ({ journey, steps }) => {
    expect(funnelSteps(journey)).toHaveLength(steps);
  });

  it('its diagram', () => {
    expect(diagram(creditOrder({ title: 'A "large" <order>', expiresAfter: '60 days' }))).toBe(
      [
        'flowchart TD',
        '  start(["A #34;large#34; #60;order#62;"])',
        '  start -->|"application.started"| s0',
        '  s0["Identity check"]',
        '  s0 -->|"identity.verified"| s1',
        '  s0 -.->|"after 30m; unless open complaint"| s0d0{{"kyc-nudge: service by push, then sms"}}',
        '  s0 -.->|"after 24h; when large order"| s0d1{{"kyc-call: service by call"}}',
        '  s1["Offer sent"]',
        '  s1 -->|"offer.sent"| s2',
        '  s2["Offer accepted"]',
        '  s2 -->|"offer.accepted"| after',
        '  s2 -->|"offer.sent"| s2',
        '  s2 -.->|"after 4h; resolved by offer.cancelled"| s2d0{{"offer-nudge: marketing by wechat, then sms"}}',
        '  s2 -.->|"after 168h; resolved by offer.cancelled; first entry only"| s2d1{{"silent"}}',
        '  after((done))',
        '  after -->|"order.funded"| goal(["goal within 14 days"])',
        '  ended(["ends on application.withdrawn, 60 days after the start"])',
        '',
      ].join('\n'),
    );
  });
});
