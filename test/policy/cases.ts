import { addElsewhere, decide } from '#policy';
import type { Ledger, Policy, Verdict } from '#policy';
import { entryOf, instantOf, profileOf, requestOf, ruleOf } from './oracle-case.ts';
import type { OracleCase, OracleVerdict } from './oracle-case.ts';

export interface Difference {
  readonly touch: string;
  readonly title: string;
  readonly expected: string;
  readonly got: string;
}

/** Translates one case, asks the product's own `decide`, and compares; decides nothing itself. */
export function differencesOf(given: OracleCase): readonly Difference[] {
  const policy = policyOf(given);
  const profile = profileOf(given);
  let ledger: Ledger = given.ledger.map((entry, index) => entryOf(entry, `entry ${index}`)).sort((a, b) => a.at - b.at);
  const differences: Difference[] = [];
  given.touches.forEach((touch, index) => {
    const id = `${given.id} touch ${index + 1}`;
    const verdict = decide(requestOf(touch, id), ledger, profile, policy, instantOf(touch.at));
    const expected = oneLine(given.expected[index] ?? { verdict: 'nothing' });
    const got = oneLine(asOracle(verdict));
    if (expected !== got) differences.push({ touch: id, title: given.title, expected, got });
    if (verdict.kind === 'send') {
      ledger = addElsewhere(ledger, entryOf({ ...touch, channel: verdict.channel, ...outcomeOf(touch) }, id));
    }
  });
  return differences;
}

function outcomeOf(touch: OracleCase['touches'][number]): { outcome?: string } {
  return touch.outcomeIfSent === undefined ? {} : { outcome: touch.outcomeIfSent };
}

function asOracle(verdict: Verdict): OracleVerdict {
  return {
    verdict: verdict.kind,
    channel: verdict.channel,
    blockedBy: verdict.blockedBy,
    ...(verdict.kind === 'hold' ? { until: new Date(verdict.until).toISOString() } : {}),
  };
}

function oneLine({ verdict, channel, until, blockedBy }: OracleVerdict): string {
  const parts = [verdict, ...(channel ? [`by ${channel}`] : [])];
  if (until !== undefined) parts.push(`until ${new Date(until).toISOString()}`);
  if (blockedBy !== undefined && blockedBy.length > 0) parts.push(`because of ${blockedBy.join(', ')}`);
  return parts.join(' ');
}

/** Put together by hand: some cases ask about hours that contradict each other, which `resolvePolicy` refuses. */
function policyOf({ id, rules }: OracleCase): Policy {
  const whole = { content: [], calendars: {}, sendValidForMs: 86_400_000, yieldsWithinMs: 0, spreadsOverMs: 0 };
  return { hash: id, sets: [id], rules: rules.map(ruleOf), ...whole };
}
