import { offsetTable } from '#clock';
import type { Instant, Purpose } from '#journey';
import type {
  ConsentWord,
  Disposition,
  Ending,
  LedgerEntry,
  Outcome,
  OverrideKind,
  Profile,
  Rule,
  TouchRequest,
} from '#policy';

/** One line of cases.json; the README beside that file says what every word means. */
export interface OracleCase {
  readonly id: string;
  readonly title: string;
  readonly zones: readonly string[];
  readonly rules: readonly OracleRule[];
  readonly ledger: readonly OracleEntry[];
  readonly profile: {
    readonly consents?: readonly (Pick<ConsentWord, 'purpose' | 'channel' | 'given'> & { readonly at: string })[];
    readonly flags?: readonly { readonly name: string; readonly from: string; readonly to?: string | null }[];
    readonly overrides?: readonly { readonly kind: string; readonly from: string; readonly to?: string | null }[];
  };
  readonly touches: readonly OracleTouch[];
  readonly expected: readonly OracleVerdict[];
}

export type OracleRule = { readonly id: string; readonly kind: string } & Record<string, unknown>;

interface Subjects {
  readonly debt?: string;
  readonly topic?: string;
  readonly number?: string;
  readonly journey?: string;
}

export interface OracleEntry extends Subjects {
  readonly at: string;
  readonly purpose: Purpose;
  readonly channel: string;
  readonly outcome?: string;
  readonly state?: LedgerEntry['state'];
  readonly by?: string;
}

export interface OracleTouch extends Subjects {
  readonly at: string;
  readonly usefulUntil: string;
  readonly purpose: Purpose;
  readonly channels: readonly string[];
  readonly outcomeIfSent?: string;
}

export interface OracleVerdict {
  readonly verdict: string;
  readonly channel?: string | null;
  readonly until?: string;
  readonly blockedBy?: readonly string[];
}

const HALF_YEAR_MS = 200 * 86_400_000;

/** Outcomes of the oracle mix what the product keeps apart: a refusal is a conversation with a disposition. */
const ENDED: { readonly [outcome: string]: readonly [Outcome, Disposition] } = {
  refused: ['conversation', 'refused'],
  promised: ['conversation', 'promised'],
};

export function instantOf(text: string): Instant {
  return Date.parse(text);
}

export function ruleOf(rule: OracleRule): Rule {
  const after = rule['after'] as readonly string[] | undefined;
  const exactly = (word: string): Ending =>
    word === 'conversation' ? 'conversation without disposition' : (word as Ending);
  return { ...rule, ...(after === undefined ? {} : { after: after.map(exactly) }) } as unknown as Rule;
}

export function entryOf(entry: OracleEntry, id: string): LedgerEntry {
  const outcome = entry.outcome ?? 'unknown';
  const [ended, disposition] = ENDED[outcome] ?? [outcome as Outcome, null];
  return {
    id,
    at: instantOf(entry.at),
    purpose: entry.purpose,
    channel: entry.channel,
    state: entry.state ?? 'committed',
    outcome: ended,
    disposition,
    journey: entry.journey ?? null,
    debt: entry.debt ?? null,
    topic: entry.topic ?? null,
    number: entry.number ?? null,
    by: entry.by ?? 'us',
  };
}

export function profileOf({ zones, profile, touches, ledger }: OracleCase): Profile {
  const instants = [...touches.flatMap(({ at, usefulUntil }) => [at, usefulUntil]), ...ledger.map(({ at }) => at)];
  const from = Math.min(...instants.map(instantOf)) - HALF_YEAR_MS;
  const to = Math.max(...instants.map(instantOf)) + HALF_YEAR_MS;
  const span = <S extends { readonly from: string; readonly to?: string | null }>(
    stated: S,
  ): { from: Instant; to: Instant | null } => ({
    from: instantOf(stated.from),
    to: stated.to === undefined || stated.to === null ? null : instantOf(stated.to),
  });
  return {
    zones: zones.map((zone) => offsetTable(zone, from, to)),
    consents: (profile.consents ?? [])
      .map((word) => ({ ...word, at: instantOf(word.at), basis: null }))
      .sort((a, b) => a.at - b.at),
    flags: (profile.flags ?? []).map((flag) => ({ flag: flag.name, ...span(flag) })),
    overrides: (profile.overrides ?? []).map((override) => ({
      kind: override.kind as OverrideKind,
      ...span(override),
    })),
  };
}

export function requestOf(touch: OracleTouch, id: string): TouchRequest {
  return {
    id,
    purpose: touch.purpose,
    channels: touch.channels,
    plannedAt: instantOf(touch.at),
    usefulUntil: instantOf(touch.usefulUntil),
    journey: touch.journey ?? null,
    stage: null,
    debt: touch.debt ?? null,
    topic: touch.topic ?? null,
    number: touch.number ?? null,
    class: 'service',
    score: 0,
  };
}
