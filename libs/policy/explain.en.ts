import type { Wording } from './explain.ts';
import type { Reason } from './verdict.ts';

const KINDS: { readonly [kind: string]: string } = {
  hours: 'the hours',
  cap: 'the cap',
  cooldown: 'the quiet time',
  consent: 'the consent',
  suppress: 'the protection',
  holdout: 'the holdout',
};

export const english: Wording = {
  headline: (verdict, when) => {
    const rules = verdict.blockedBy.join(', ');
    switch (verdict.kind) {
      case 'send':
        return `Sent by ${verdict.channel}: nothing stood against it at ${when(verdict.at)}. Good until ${when(verdict.validUntil)}.`;
      case 'hold':
        return `Held on ${verdict.channel} at ${when(verdict.at)} because of ${rules}. Looked at again at ${when(verdict.until)}.`;
      case 'human':
        return `Handed to a human instead of ${verdict.channel} at ${when(verdict.at)} because of ${rules}.`;
      case 'drop':
        return `Not sent${verdict.channel === null ? '' : ` by ${verdict.channel}`} at ${when(verdict.at)} because of ${rules}.`;
    }
  },
  reason: (reason, when) => {
    const on = reason.channel === null ? '' : ` on ${reason.channel}`;
    return `${subject(reason)}${on}: ${answer(reason)}${count(reason)}${next(reason, when)}.`;
  },
  winner: (touch) => `The slot went to ${touch}, which is more important.`,
  zones: (zones, iana) =>
    zones.length === 0
      ? 'Time zone: unknown.'
      : `Time zone: ${zones.join(' and ')}${iana === null ? '' : `, by IANA data ${iana}`}.`,
  decidedBy: (policy) => `Decided by policy ${policy.slice(0, 12)}.`,
};

function subject({ rule, kind }: Reason): string {
  switch (kind) {
    case 'useful-until':
      return 'No allowed moment is left while the touch is useful';
    case 'stop':
      return `A stop is in force (${rule})`;
    case 'reach':
      return 'The policy looks back further than the ledger reaches';
    case 'yield':
      return 'A more important touch is expected';
    case 'no-channel':
      return 'No channel is left';
    default:
      return `${KINDS[kind] ?? kind} "${rule}"`;
  }
}

function answer({ blocked, shadow, overriddenBy, kind }: Reason): string {
  if (overriddenBy !== undefined) return `would block, but the customer's ${overriddenBy} stands above it`;
  if (shadow === true) return 'would have blocked, but only reports';
  if (kind === 'reach') return 'older contacts are not counted';
  return blocked ? 'blocks' : 'lets it pass';
}

function count({ count: counted, limit, kind }: Reason): string {
  if (limit === null) return '';
  if (counted === null) return ', nothing can be counted without a time zone';
  return kind === 'cap'
    ? `, ${counted} of ${limit} used`
    : counted === 0
      ? ', nothing of the kind happened'
      : `, ${counted} of ${limit}`;
}

function next({ blocked, nextAllowedAt }: Reason, when: (at: number) => string): string {
  if (nextAllowedAt !== null) return `, until ${when(nextAllowedAt)}`;
  return blocked ? ', with no end that is known' : '';
}
