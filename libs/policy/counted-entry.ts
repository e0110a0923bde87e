import type { CountOn, LedgerEntry } from './ledger.ts';
import type { Ending, Rule, Subject } from './rule.ts';
import type { Question } from './rule-look.ts';
import type { TouchRequest } from './touch-request.ts';

const LEVEL: { readonly [on in CountOn]: number } = { attempt: 1, delivered: 2, connected: 3, conversation: 4 };

/** How far the contact got, 0 to 4. What nobody knows yet counts as everything; released never happened. */
export function levelOf(entry: LedgerEntry): number {
  if (entry.state === 'released') return 0;
  if (entry.state === 'reserved') return 4;
  switch (entry.outcome) {
    case 'unknown':
    case 'pending':
    case 'conversation':
      return 4;
    case 'connected':
      return entry.disposition === null ? 3 : 4;
    case 'delivered':
    case 'voicemail':
      return 2;
    default:
      return 1;
  }
}

export function levelFor(countOn: CountOn): number {
  return LEVEL[countOn];
}

/** Did the contact end so, as far as is known? */
export function endedIn(entry: LedgerEntry, ending: Ending): boolean {
  if (entry.state === 'released') return false;
  if (ending === 'ignored') return entry.disposition === null && levelOf(entry) === 2;
  if (ending === 'conversation without disposition') {
    return entry.outcome === 'conversation' && entry.disposition === null;
  }
  return entry.outcome === ending || entry.disposition === ending;
}

/** Which entries a rule counts for a touch: of its purposes and channels, and with the touch's own subject. */
export class EntryFilter {
  private readonly purposes: Rule['purposes'];
  private readonly channels: Rule['channels'];

  constructor(
    rule: Rule,
    private readonly subject: Subject,
  ) {
    this.purposes = rule.purposes;
    this.channels = rule.channels;
  }

  counts(entry: LedgerEntry, { request }: Question): boolean {
    return (
      (this.purposes === undefined || this.purposes.includes(entry.purpose)) &&
      (this.channels === undefined || this.channels.includes(entry.channel)) &&
      (this.subject === 'person' || entry[this.subject] === valueOf(request, this.subject))
    );
  }
}

function valueOf(request: TouchRequest, subject: Exclude<Subject, 'person'>): string | null {
  return request[subject] ?? null;
}
