import { outcomes, type CountOn, type LedgerEntry } from './ledger.ts';
import type { Ending, Rule, Subject } from './rule.ts';
import type { Question } from './rule-look.ts';
import type { TouchRequest } from './touch-request.ts';

const LEVEL: { readonly [on in CountOn]: number } = { attempt: 1, delivered: 2, connected: 3, conversation: 4 };

/**
 * Did somebody talk? Providers call a call that was picked up "connected" whatever followed: where the person then said
 * something it was a conversation. That somebody `acted` is told by the journey, and nobody need have spoken.
 */
export function isConversation({ outcome, disposition }: Pick<LedgerEntry, 'outcome' | 'disposition'>): boolean {
  return outcome === 'conversation' || (outcome === 'connected' && disposition !== null && disposition !== 'acted');
}

/** How far the contact got, 0 to 4. What nobody knows yet counts as everything; released never happened. */
function levelOf(entry: LedgerEntry): number {
  if (entry.state === 'released') return 0;
  if (entry.state === 'reserved') return 4;
  if (isConversation(entry)) return 4;
  switch (entry.outcome) {
    case 'unknown':
    case 'pending':
      return 4;
    case 'connected':
      return 3;
    case 'delivered':
    case 'voicemail':
      return 2;
    default:
      return 1;
  }
}

/** Did the contact get as far as a cap on `countOn` asks? */
export function reaches(entry: LedgerEntry, countOn: CountOn): boolean {
  return countOn === 'attempt' ? entry.state !== 'released' : levelOf(entry) >= LEVEL[countOn];
}

const OUTCOMES: ReadonlySet<Ending> = new Set(['pending', ...outcomes]);

/** The endings a cooldown waits for. */
export class Endings {
  private readonly words: ReadonlySet<string>;
  /** One of the words at least is an outcome: an entry of which no disposition is known may be looked up. */
  private readonly outcomes: boolean;
  private readonly ignored: boolean;
  private readonly plainConversation: boolean;

  constructor(after: readonly Ending[]) {
    this.words = new Set(after);
    this.outcomes = after.some((ending) => OUTCOMES.has(ending));
    this.ignored = this.words.has('ignored');
    this.plainConversation = this.words.has('conversation without disposition');
  }

  /** Did the contact end so, as far as is known? */
  include(entry: LedgerEntry): boolean {
    const { state, outcome, disposition } = entry;
    if (state === 'released') return false;
    if (disposition !== null) {
      if (this.words.has(disposition) || this.words.has(outcome)) return true;
      return this.words.has('conversation') && isConversation(entry);
    }
    if (this.outcomes && this.words.has(outcome)) return true;
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
      (this.subject === 'person' || subjectOf(entry, this.subject) === subjectOf(request, this.subject)) &&
      (this.purposes === undefined || this.purposes.includes(entry.purpose)) &&
      (this.channels === undefined || this.channels.includes(entry.channel))
    );
  }
}

/** Written out, because a member that is looked up by a name which varies costs ten times as much. */
function subjectOf(of: LedgerEntry | TouchRequest, subject: Exclude<Subject, 'person'>): string | null {
  switch (subject) {
    case 'purpose':
      return of.purpose;
    case 'debt':
      return of.debt;
    case 'topic':
      return of.topic;
    case 'journey':
      return of.journey;
    case 'number':
      return of.number ?? null;
  }
}
