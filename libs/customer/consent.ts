import type { CustomerEvent, Instant, Purpose } from '#journey';
import type { ConsentWord } from '#policy';
import type { Turn } from './turn.ts';

/** What an objection by answer (STOP, 退订, "do not call me") takes back; transactional messages go on. */
const OBJECTED: readonly Purpose[] = ['marketing', 'service', 'collection'];

export function consentWord(turn: Turn, event: CustomerEvent, given: boolean): void {
  const { purpose, channel, basis } = event.properties;
  if (typeof purpose !== 'string' || typeof channel !== 'string') return;
  const word: ConsentWord = {
    at: event.occurredAt,
    purpose: purpose as Purpose,
    channel,
    given,
    basis: typeof basis === 'string' ? basis : null,
  };
  say(turn, [word]);
}

/** The person asked not to be contacted on this channel any more: it holds for good, until consent is given anew. */
export function objectionOn(turn: Turn, at: Instant, channel: string | null): void {
  if (channel === null) return;
  say(
    turn,
    OBJECTED.map((purpose) => ({ at, purpose, channel, given: false, basis: 'objection' })),
  );
}

/** Kept in order of time; of several words on the same purpose and channel only the latest can still matter. */
function say(turn: Turn, words: readonly ConsentWord[]): void {
  let consents = turn.contact.consents;
  for (const word of words) {
    const earlier = consents.find((said) => said.purpose === word.purpose && said.channel === word.channel);
    if (earlier !== undefined && earlier.at > word.at) continue;
    consents = consents.filter((said) => said !== earlier);
    const after = consents.findIndex((said) => said.at > word.at);
    consents = after === -1 ? [...consents, word] : [...consents.slice(0, after), word, ...consents.slice(after)];
  }
  turn.contact = { ...turn.contact, consents };
}
