/** What is said, by template, channel and language. `{name}` stands for a fact of the run. */
export interface TextBook {
  readonly [template: string]: { readonly [channel: string]: Wording };
}

export type Wording = Readonly<Record<'en' | 'zh', string>>;

/**
 * Every marketing text carries its way out; these say it on channels that take an answer. For bot calls there is
 * `automatedCall`, the first sentence of each.
 */
export const wayOut: Wording = { en: ' Reply STOP to opt out.', zh: ' 回复退订即可不再接收。' };
export const spokenWayOut: Wording = {
  en: ' Say "stop" to opt out: STOP ends all offers.',
  zh: '如不愿再接到此类来电，请说“退订”。',
};
export const automatedCall: Wording = { en: 'This is an automated call. ', zh: '您好，这是自动语音来电。' };

/** A marketing text for a channel that takes a written answer. */
export function offer(en: string, zh: string): Wording {
  return { en: en + wayOut.en, zh: zh + wayOut.zh };
}

/** What a bot says, opening by saying that it is one. */
export function call(en: string, zh: string): Wording {
  return { en: automatedCall.en + en, zh: automatedCall.zh + zh };
}

/** What a bot says to sell: it says that it is one, and ends with the way out. */
export function offerCall(en: string, zh: string): Wording {
  return call(en + spokenWayOut.en, zh + spokenWayOut.zh);
}
