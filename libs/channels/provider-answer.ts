import { z } from 'zod';
import { dispositions, outcomes } from '#policy';
import { ChannelAnswerError } from './channel.error.ts';
import type { InquiryReport, SendResult } from './channel.ts';
import { InquiryFailedError } from './inquiry.error.ts';

/** The words in which providers tell how an attempt went. */
export const outcomeWord = z.enum(outcomes);

export const dispositionWord = z.enum(dispositions);

/**
 * A provider's remark on an attempt. It reaches the workflow and the screen of whoever asks why, so numbers and addresses
 * are blotted out; then a long one is cut, for an outcome must not be lost by its remark. The other way about, a number cut
 * in half would stay.
 */
export const remark = z.string().transform((text) => cut(storable(text).replaceAll(personal, '…'), 500));
/** Addresses are looked for from the start of a word only: a long text without any must not take the square of its length. */
const personal = /(?<![^\s<>])[^\s<>]+@[^\s<>]+|\+?\d(?:[ ().-]?\d){6,}/g;

/** So many characters of a text, none of them half and none that no store keeps: it must not be refused for how it is written. */
export function cut(text: string, most: number): string {
  return storable(text.slice(0, most));
}

function storable(text: string): string {
  return text.replace(/[\p{Surrogate}\0]/gu, '');
}

const answer = z.object({
  outcome: outcomeWord.nullish(),
  disposition: dispositionWord.nullish(),
  detail: remark.nullish(),
  reference: z.string().min(1).max(200).nullish(),
});

const report = answer.omit({ reference: true }).extend({ occurredAt: z.iso.datetime({ offset: true }).nullish() });

const longest = 65_536;

/**
 * What a 2xx says. Only a JSON object is read: an empty body, or a text such as "OK", means that the message was taken
 * and the outcome comes by callback. Throws ChannelAnswerError for words that are not ours: to guess would be to lie.
 */
export async function answerOf(provider: string, response: Response): Promise<SendResult> {
  const told = jsonObject(await firstBytes(response));
  if (told === null) return { kind: 'accepted', reference: null };
  const parsed = answer.safeParse(told);
  if (!parsed.success) {
    throw new ChannelAnswerError(
      provider,
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const { outcome, disposition, detail, reference } = parsed.data;
  if (outcome === undefined || outcome === null) return { kind: 'accepted', reference: reference ?? null };
  return {
    kind: 'outcome',
    outcome,
    disposition: disposition ?? null,
    detail: detail ?? null,
    ...(typeof reference === 'string' && { reference }),
  };
}

/**
 * What a provider that was asked about an attempt says with a 2xx: an object with or without an outcome. It must be one: of
 * a page that says "OK" nobody learns anything. Throws InquiryFailedError.
 */
export async function reportOf(provider: string, response: Response): Promise<InquiryReport> {
  const told = report.safeParse(jsonObject(await firstBytes(response)));
  if (!told.success) {
    throw new InquiryFailedError(
      provider,
      told.error.issues.map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`).join('; '),
    );
  }
  const { outcome, disposition, detail, occurredAt } = told.data;
  if (outcome === undefined || outcome === null || outcome === 'unknown') return { kind: 'not known' };
  return {
    kind: 'outcome',
    outcome,
    disposition: disposition ?? null,
    detail: detail ?? null,
    occurredAt: occurredAt ?? null,
  };
}

function jsonObject(text: string): object | null {
  try {
    const told: unknown = JSON.parse(text);
    return typeof told === 'object' && told !== null && !Array.isArray(told) ? told : null;
  } catch {
    return null;
  }
}

/** A provider that answers without end must not fill the memory. */
async function firstBytes(response: Response): Promise<string> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > longest) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
