import type { CustomerEvent, Instant, Purpose } from '#journey';
import { consentWordsOf, isStopByAnswer } from '#policy';
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

/** The person asked to stop, or to begin again; the proof is the message, which stays in the store. */
export function takeAnswer(turn: Turn, answer: AnswerWord, channel: string, at: Instant, evidence: string): void {
  say(turn, consentWordsOf(answer, channel, at, evidence));
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
 * The last no that nothing takes back, and of what came since it: the last stop by answer and what takes it back, the last
 * confirmation, the last yes, and each yes that is the first since a no: a consent for all channels stands from another one
 * on where a channel of its own was withdrawn.
 */
function decisiveOf(words: readonly ConsentWord[], noes: readonly ConsentWord[]): ReadonlySet<ConsentWord> {
  const withdrawal = words.findLast((said) => !said.given && !isStopByAnswer(said));
  const since = words.filter(({ at }) => at > (withdrawal?.at ?? -Infinity));
  const yes = since.filter(({ given, confirms, lifts }) => given && !confirms && !lifts);
  const firsts = yes.filter(({ at }, nth) => {
    const before = yes[nth - 1];
    return before === undefined || noes.some((no) => before.at <= no.at && no.at < at);
  });
  const kept = [
    ...[withdrawal, since.findLast(isStopByAnswer), since.findLast(({ lifts }) => lifts)],
    ...[...firsts, yes.at(-1), since.findLast(({ confirms }) => confirms)],
  ];
  return new Set(kept.filter((said) => said !== undefined));
}
