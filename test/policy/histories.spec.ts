import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { environment } from '#config';
import type { CapRule } from '#policy';
import { history } from './history.arbitrary.ts';
import type { History } from './history.arbitrary.ts';
import { live } from './live-history.ts';
import type { Lived } from './live-history.ts';
import { blocksNaively, naiveVerdict } from './naive.ts';

const HISTORIES = Number(environment()['TENDRIL_HISTORIES'] ?? 2_000);

describe(`${HISTORIES} made-up histories against a second, naive policy`, () => {
  it('every verdict is the naive one, every hold ends, no cap and no hours are broken, order decides nothing', () => {
    fc.assert(
      fc.property(history, (made) => {
        const lived = live(made);
        expect(differences(made, lived)).toEqual([]);
        expect(lived.dependsOnOrder).toEqual([]);
        expect([...lived.ends.keys()].sort()).toEqual(made.touches.map(({ request }) => request.id).sort());
        expect(broken(made, lived)).toEqual([]);
      }),
      { numRuns: HISTORIES },
    );
  });
});

/** Questions to which the naive policy has another answer. */
function differences(made: History, { asked }: Lived): readonly unknown[] {
  return asked
    .map(({ touch, ledger, verdict }) => {
      const { kind, channel, blockedBy, at } = verdict;
      const got = { kind, channel, until: kind === 'hold' ? verdict.until : null, blockedBy };
      return { touch: touch.request.id, at, got, naive: naiveVerdict(touch.request, { ...made, ledger }, at) };
    })
    .filter(({ got, naive }) => JSON.stringify(got) !== JSON.stringify({ ...naive }));
}

/** Rules that the finished ledger breaks: a sent touch outside hours, or one more than a cap allows up to it. */
function broken(made: History, { ledger, asked, ends }: Lived): readonly string[] {
  const sent = ledger.filter(({ id }) => ends.get(id) === 'send');
  return sent.flatMap((entry) => {
    const touch = asked.find(({ touch: { request } }) => request.id === entry.id)?.touch.request;
    if (touch === undefined) return [`${entry.id} was sent and never asked about`];
    const others = ledger.filter((other) => other !== entry && ledger.indexOf(other) < ledger.indexOf(entry));
    const world = { ...made, ledger: others };
    const looking = made.rules.filter((rule): rule is CapRule => rule.kind === 'cap' || rule.kind === 'hours');
    return looking
      .filter((rule) => blocksNaively(rule, touch, entry.channel, world, entry.at))
      .map((rule) => `${entry.id} breaks ${rule.id}`);
  });
}
