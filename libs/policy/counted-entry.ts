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

/** The endings a cooldown waits for. */
export class Endings {
  private readonly words: ReadonlySet<string>;
  private readonly ignored: boolean;
  private readonly plainConversation: boolean;

  constructor(after: readonly Ending[]) {
    this.words = new Set(after);
    this.ignored = this.words.has('ignored');
    this.plainConversation = this.words.has('conversation without disposition');
  }

  /** Did the contact end so, as far as is known? */
  include({ state, outcome, disposition }: LedgerEntry): boolean {
    if (state === 'released') return false;
    if (disposition !== null) return this.words.has(disposition) || this.words.has(outcome);
    if (this.words.has(outcome)) return true;
    if (this.ignored) return state === 'committed' && (outcome === 'delivered' || outcome === 'voicemail');
    return this.plainConversation && outcome === 'conversation';
  }
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
