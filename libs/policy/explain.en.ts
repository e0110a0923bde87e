import { causeOf, causesOf, type Cause } from './cause.ts';
import type { Wording } from './explain.ts';
import type { Reason, Verdict } from './verdict.ts';

const KINDS: { readonly [kind: string]: string } = {
  hours: 'the hours',
  cap: 'the cap',
  cooldown: 'the quiet time',
  consent: 'the consent',
  suppress: 'the protection',
  holdout: 'the holdout',
};

/** How long what blocks goes on where no instant is known. */
const ENDS: { readonly [kind: string]: string } = {
  consent: ', until the customer allows it',
  suppress: ', until the flag is lowered',
  holdout: ', for as long as the holdout lasts',
  stop: ', until it is lifted',
};

export const english: Wording = {
  headline: (verdict, when) => {
    const at = when(verdict.at);
    switch (verdict.kind) {
      case 'send':
        return `May go out by ${verdict.channel}: nothing stands against it at ${at}. Good until ${when(verdict.validUntil)}.`;
      case 'hold': {
        const isStopped = causesOf(verdict).some(({ kind }) => kind === 'stop');
        const orSooner = isStopped ? ', or when the stop is lifted' : spread(verdict.spreadMs);
        return `Held on ${verdict.channel} at ${at} because of ${causes(verdict)}. Looked at again at ${when(verdict.until)}${orSooner}.`;
      }
      case 'human':
        return `Handed to a human instead of ${verdict.channel} at ${at} because of ${causes(verdict)}.`;
      case 'drop':
        return `Not sent${verdict.channel === null ? '' : ` by ${verdict.channel}`} at ${at}${whyDropped(verdict)}.`;
    }
  },
  cause: named,
  reason: (reason, when) => {
    const on = reason.channel === null ? '' : ` on ${reason.channel}`;
    switch (reason.kind) {
      case 'useful-until':
        return reason.channel === null ? 'It is useful no longer.' : 'No allowed moment is left while it is useful.';
      case 'no-channel':
        return 'No channel is left.';
      case 'reach':
        return `The policy looks back further than the ledger reaches: older contacts are not counted${next(reason, when)}.`;
      case 'yield':
        return `A more important touch is expected${on}: this one waits for it${next(reason, when)}.`;
      case 'stop':
        return `${named(causeOf(reason.rule))}${on}: blocks${next(reason, when)}.`;
      default:
        return `${KINDS[reason.kind] ?? reason.kind} "${reason.rule}"${on}: ${answer(reason)}${count(reason)}${next(reason, when)}.`;
    }
  },
  winner: (touch, isKept) => `The slot ${isKept ? 'is kept for' : 'went to'} ${touch}, which is more important.`,
  calendarEnds: (calendar, until) => ` The calendar "${calendar}" knows of no day after ${until}.`,
  zones: (zones, iana) =>
    zones.length === 0
      ? 'Time zone: unknown.'
      : `Time zone: ${zones.join(' and ')}${iana === null ? '' : `, by IANA data ${iana}`}.`,
  decidedBy: (policy) => `Decided by policy ${policy.slice(0, 12)}.`,
};

/** The hold ends for many at once. */
function spread(spreadMs = 0): string {
  return spreadMs === 0 ? '' : ` or up to ${Math.ceil(spreadMs / 60_000)} min later, the more important sooner`;
}

function whyDropped(verdict: Verdict): string {
  const rules = causes(verdict);
  const ends = verdict.blockedBy.includes('useful-until');
  if (rules === '') return ends ? ': it is useful no longer' : ': no channel is left';
  return ` because of ${rules}${ends ? ', with no allowed moment left while it is useful' : ''}`;
}

function causes(verdict: Verdict): string {
  return causesOf(verdict).map(named).join(', ');
}

function named(cause: Cause): string {
  switch (cause.kind) {
    case 'rule':
      return cause.rule;
    case 'yield':
      return 'a more important touch that is expected';
    case 'use is over':
      return 'no allowed moment while it is useful';
    case 'no channel':
      return 'no channel is left';
    case 'stop':
      return `a stop of ${[cause.level, cause.target].filter((part) => part !== '').join(' ')}`;
  }
}

function answer({ blocked, shadow, overriddenBy }: Reason): string {
  if (overriddenBy !== undefined) return `would block, but the customer's ${overriddenBy} stands above it`;
  if (shadow === true) return 'would have blocked, but only reports';
  return blocked ? 'blocks' : 'lets it pass';
}

function count({ count: counted, limit, kind }: Reason): string {
  if (limit === null) return '';
  if (counted === null) return ', nothing can be counted without a time zone';
  if (kind === 'cap') return `, ${counted} of ${limit} used`;
  return counted === 0 ? ', nothing of the kind happened' : `, ${counted} of the kind happened and ${limit} would do`;
}

function next({ kind, blocked, nextAllowedAt }: Reason, when: (at: number) => string): string {
  if (nextAllowedAt !== null) return `, until ${when(nextAllowedAt)}`;
  return blocked ? (ENDS[kind] ?? ', with no end that is known') : '';
}
