import type { CustomerEvent, Instant, Json } from '#journey';
import { isConversation, overrideKinds } from '#policy';
import type { LedgerEntry, Override } from '#policy';
import type { Turn } from './turn.ts';

/** The customer wants to be called back. */
export function takeCallbackWish(turn: Turn, event: CustomerEvent): void {
  allow(turn, event, 'callback');
}

/** The customer agrees to be contacted where a rule would stand against it. */
export function takeAgreement(turn: Turn, event: CustomerEvent): void {
  const kind = overrideKinds.find((word) => word === event.properties['what']);
  if (kind !== undefined) allow(turn, event, kind);
}

function allow(turn: Turn, { occurredAt: saidAt, properties }: CustomerEvent, kind: Override['kind']): void {
  const from = instant(properties['from']) ?? saidAt;
  const { channel } = properties;
  const said = { kind, from, to: instant(properties['to']), saidAt };
  const wanted = [typeof channel === 'string' ? { ...said, channel } : said];
  // What ended it may have been heard of first.
  const left = turn.ledger.reduce<readonly Override[]>(leftAfter, wanted);
  turn.contact = { ...turn.contact, overrides: [...turn.contact.overrides, ...left] };
}

/**
 * A callback is had with the conversation that follows it. And whoever refuses takes back what was allowed before: else a
 * callback would stand above the very refusal with which it ended.
 */
export function endOverrides(turn: Turn, entry: LedgerEntry): void {
  const { overrides } = turn.contact;
  const left = leftAfter(overrides, entry);
  if (left !== overrides) turn.contact = { ...turn.contact, overrides: left };
}

function leftAfter(overrides: readonly Override[], entry: LedgerEntry): readonly Override[] {
  if (!overrides.some((override) => isEndedBy(override, entry))) return overrides;
  return overrides.flatMap((override) => {
    if (!isEndedBy(override, entry)) return [override];
    return override.from < entry.at ? [{ ...override, to: entry.at }] : [];
  });
}

function isEndedBy({ kind, channel, from, to, saidAt = from }: Override, entry: LedgerEntry): boolean {
  const { at, disposition } = entry;
  if (entry.state !== 'committed' || at < saidAt || (to !== null && to <= at)) return false;
  if (disposition === 'refused' || disposition === 'unsubscribed') return true;
  return (
    kind === 'callback' && isConversation(entry) && from <= at && (channel === undefined || channel === entry.channel)
  );
}

/** The door has parsed the moment already: ISO 8601 with offset. */
export function instant(value: Json | undefined): Instant | null {
  return typeof value === 'string' ? Date.parse(value) : null;
}
