import { createHash } from 'node:crypto';
import { offsetTable } from '#clock';
import { resolvePolicy } from '#policy';
import type { ConsentWord, LedgerEntry, Policy, PolicySet, Profile, Rule, TouchRequest, Verdict } from '#policy';

const YEAR = 365 * 86_400_000;

/** `2026-05-11 20:30` in UTC, or any text of ISO 8601. */
export function at(text: string): number {
  return Date.parse(/[Z+]/.test(text.slice(10)) ? text : `${text.replace(' ', 'T')}Z`);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function policyOf(rules: readonly Rule[], more: Partial<PolicySet> = {}): Policy {
  return resolvePolicy([{ name: 'test', rules, ...more }], sha256);
}

/** A customer in these zones who has said yes to marketing, unless told otherwise. */
export function customer(zones: readonly string[], more: Partial<Profile> = {}): Profile {
  const around = at('2026-06-01 00:00');
  return {
    zones: zones.map((zone) => offsetTable(zone, around - YEAR, around + YEAR)),
    consents: [said('2026-01-01 00:00', true)],
    flags: [],
    overrides: [],
    customerId: 'c-1',
    ...more,
  };
}

export function said(when: string, given: boolean, more: Partial<ConsentWord> = {}): ConsentWord {
  return { at: at(when), purpose: 'marketing', channel: '*', given, basis: null, ...more };
}

export function touch(more: Partial<TouchRequest> = {}): TouchRequest {
  return {
    id: 't-1',
    purpose: 'marketing',
    channels: ['call'],
    plannedAt: 0,
    usefulUntil: Number.MAX_SAFE_INTEGER,
    journey: 'j-1',
    stage: 's-1',
    debt: null,
    topic: null,
    class: 'marketing',
    score: 0,
    ...more,
  };
}

export function contact(when: string, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: `contact ${when}`,
    at: at(when),
    purpose: 'marketing',
    channel: 'call',
    state: 'committed',
    outcome: 'no_answer',
    disposition: null,
    journey: null,
    debt: null,
    topic: null,
    number: null,
    by: 'us',
    ...more,
  };
}

/** The verdict in a line: `send call`, `hold call until 2026-05-12 00:00 (cap)`. */
export function line(verdict: Verdict): string {
  const until = verdict.kind === 'hold' ? ` until ${minute(verdict.until)}` : '';
  const because = verdict.blockedBy.length === 0 ? '' : ` (${verdict.blockedBy.join(', ')})`;
  return `${verdict.kind}${verdict.channel === null ? '' : ` ${verdict.channel}`}${until}${because}`;
}

export function minute(instant: number): string {
  return new Date(instant)
    .toISOString()
    .replace('T', ' ')
    .replace(/:00\.000Z$|Z$/, '');
}
