import type { CustomerEvent, Instant, Purpose } from '#journey';
import { consentWordsOf } from '#policy';
import type { AnswerWord, ConsentWord } from '#policy';
import { keyOf } from './seen.ts';
import type { Turn } from './turn.ts';

/**
 * Consent given, confirmed or withdrawn, with what proves it.
 *
 * Decision: how is a double opt-in told? Options: (a) `confirmed: true` in `consent.given`, (b) a status that upstream
 * replaces (pending, confirmed), (c) an event of its own, `consent.confirmed`. Both acts have a time and a proof of their
 * own, and one who has to prove a consent is asked for the two; (a) and (b) keep only the second. Consent registries write
 * a receipt for each. So (c): an upstream that knows only the end of it sends both.
 */
export function takeConsent(turn: Turn, event: CustomerEvent): void {
  const { purpose, channel, basis, evidence } = event.properties;
  if (typeof purpose !== 'string' || typeof channel !== 'string') return;
  const word: ConsentWord = {
    at: event.occurredAt,
    purpose: purpose as Purpose,
    channel,
    given: event.type !== 'consent.withdrawn',
    basis: typeof basis === 'string' ? basis : null,
    evidence: typeof evidence === 'string' ? evidence : keyOf(event),
  };
  say(turn, [event.type === 'consent.confirmed' ? { ...word, confirms: true } : word]);
}

/**
 * The person asked to stop, or to begin again; the proof is the message, which stays in the store. To begin again opens what
 * such a word has closed, and nothing else: it is no consent of somebody who was never asked.
 */
export function takeAnswer(turn: Turn, answer: AnswerWord, channel: string, at: Instant, evidence: string): void {
  const words = consentWordsOf(answer, channel, at, evidence);
  say(turn, answer === 'start' ? words.filter((word) => isClosedByAnswer(turn.contact.consents, word)) : words);
}

function isClosedByAnswer(consents: readonly ConsentWord[], { at, purpose, channel }: ConsentWord): boolean {
  const concerns = (said: ConsentWord) =>
    said.purpose === purpose && (said.channel === channel || said.channel === '*');
  const latest = consents.findLast((said) => said.at <= at && concerns(said));
  return latest?.given === false && latest.basis === 'answer';
}

function say(turn: Turn, words: readonly ConsentWord[]): void {
  let { consents } = turn.contact;
  for (const word of words) consents = withWord(consents, word);
  turn.contact = { ...turn.contact, consents };
}

/** In order of time; of the words on one purpose and channel only those that can still decide anything. */
function withWord(consents: readonly ConsentWord[], word: ConsentWord): readonly ConsentWord[] {
  const isSame = (said: ConsentWord) => said.purpose === word.purpose && said.channel === word.channel;
  const after = consents.findIndex(({ at }) => at > word.at);
  const all = after === -1 ? [...consents, word] : consents.toSpliced(after, 0, word);
  const noes = all.filter(({ purpose, given }) => purpose === word.purpose && !given);
  const decisive = decisiveOf(all.filter(isSame), noes);
  return all.filter((said) => !isSame(said) || decisive.has(said));
}

/**
 * The last no, and of what came since it the last confirmation, the last yes, and each yes that is the first since a no: a
 * consent for all channels stands from another one on where a channel of its own was withdrawn.
 */
function decisiveOf(words: readonly ConsentWord[], noes: readonly ConsentWord[]): ReadonlySet<ConsentWord> {
  const withdrawal = words.findLast(({ given }) => !given);
  const since = words.filter(({ at, given }) => given && at > (withdrawal?.at ?? -Infinity));
  const yes = since.filter(({ confirms }) => !confirms);
  const firsts = yes.filter(({ at }, nth) => {
    const before = yes[nth - 1];
    return before === undefined || noes.some((no) => before.at <= no.at && no.at < at);
  });
  const kept = [withdrawal, ...firsts, yes.at(-1), since.findLast(({ confirms }) => confirms)];
  return new Set(kept.filter((said) => said !== undefined));
}
