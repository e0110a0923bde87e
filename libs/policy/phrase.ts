/** What a text says, spelling aside: its letters and digits, and the marks that end a clause. */
interface Said {
  readonly letters: string;
  /** Of each: is it one word with the letter before it? Only where words are set apart, so never in Chinese. */
  readonly isJoined: readonly boolean[];
}

const INVISIBLE = /[\p{Cf}\p{M}]/gu;
const LETTER = /[\p{L}\p{N}]/u;
const SPACED = /[\p{Script=Latin}\p{N}]/u;
const CLAUSE = /[.!?。！？,，;；:：]/u;
const KEYWORD = /^[A-Z]{2,}$/;

/**
 * Does the text say this phrase? Spaces, hyphens, full width and what nobody sees make no difference: "r i s k - free" says
 * "risk-free", and 保 证 says 保证. Nor does case, but for a keyword that is written in capitals as something to send:
 * "Don't stop now" offers no STOP. Letters of a word must not go on beside the phrase: "loss" is not in "glossy".
 */
export function says(text: string, phrase: string, keywords: 'as written' | 'in any case' = 'in any case'): boolean {
  const fold = keywords === 'as written' && KEYWORD.test(phrase) ? (said: string) => said : lowerCase;
  const { letters, isJoined } = said(fold(text.normalize('NFKC')));
  const wanted = said(fold(phrase.normalize('NFKC'))).letters;
  if (wanted === '') return false;
  for (let i = letters.indexOf(wanted); i >= 0; i = letters.indexOf(wanted, i + 1)) {
    if (isJoined[i] !== true && isJoined[i + wanted.length] !== true) return true;
  }
  return false;
}

/** A phrase of spaces and signs alone says nothing, and would be found nowhere. */
export function saysAnything(phrase: unknown): boolean {
  return typeof phrase === 'string' && LETTER.test(phrase.normalize('NFKC'));
}

function said(text: string): Said {
  const isJoined: boolean[] = [];
  let letters = '';
  let before = '';
  for (const sign of text.replace(INVISIBLE, '')) {
    if (LETTER.test(sign) || CLAUSE.test(sign)) {
      letters += sign;
      isJoined.push(SPACED.test(before) && SPACED.test(sign));
      if (sign.length > 1) isJoined.push(true);
    }
    before = sign;
  }
  return { letters, isJoined };
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}
