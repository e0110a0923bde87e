import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { CallbackForgedError, CallbackInvalidError, CallbackStaleError } from './callback.error.ts';
import { cut, dispositionWord, outcomeWord, remark } from './provider-answer.ts';

/** One HTTP request of a provider, its body as it came in: parsing it before it is verified would change the bytes. */
export interface CallbackRequest {
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly rawBody: Buffer;
}

/** An event as the front door takes it. */
export interface CallbackEvent {
  readonly id: string;
  readonly source: string;
  readonly type: 'channel.outcome' | 'message.received';
  readonly customerId: string;
  /** ISO 8601 with offset. */
  readonly occurredAt: string;
  readonly properties: { readonly [name: string]: string };
}

/** An outcome known by the provider's reference only; the store knows whose it is (`dispatches.byReference`). */
export interface CallbackReference extends Omit<CallbackEvent, 'customerId'> {
  readonly customerId: null;
  readonly reference: string;
}

/** As much as the front door takes. Whoever writes at length may have said stop in the first line. */
const LONGEST_MESSAGE = 10_000;
const id = z.string().min(1).max(400);
const when = { occurredAt: z.iso.datetime({ offset: true }).optional() };
const outcomeBody = z.object({
  type: z.literal('outcome').optional(),
  customerId: id.optional(),
  attempt: id.optional(),
  reference: id.optional(),
  outcome: outcomeWord,
  disposition: dispositionWord.nullish(),
  detail: remark.nullish(),
  ...when,
});
const messageBody = z.object({
  type: z.literal('message'),
  customerId: id,
  text: z.string().transform((text) => cut(text, LONGEST_MESSAGE)),
  replyTo: id.nullish(),
  ...when,
});
const item = z.union([messageBody, outcomeBody]);
const body = z.union([z.array(item).min(1).max(1_000), item.transform((one) => [one])]);

/**
 * Who signed it, and when: any secret of the channel, within five minutes by the wall. Answers with the callback's id.
 * Throws CallbackForgedError, CallbackStaleError.
 */
export function verifyCallback(request: CallbackRequest, secrets: readonly string[]): string {
  const headers = Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
      name,
      [request.headers[name] ?? ''].flat()[0] ?? '',
    ]),
  );
  let reason = 'no secret is configured';
  for (const secret of secrets) {
    try {
      new Webhook(secret).verify(request.rawBody, headers, { jsonParse: false });
      return headers['webhook-id'] ?? '';
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
      if (/timestamp too (old|new)/.test(reason)) throw new CallbackStaleError();
    }
  }
  throw new CallbackForgedError(reason);
}

/**
 * What a verified callback tells, as events for the front door. The same callback sent again gives the same ids, so it
 * counts once. Without `occurredAt` it happened when it came in. Throws CallbackInvalidError, with all faults.
 */
export function callbackEvents(
  callback: { readonly id: string; readonly rawBody: Buffer },
  from: { readonly channel: string; readonly provider: string; readonly receivedAt: number },
): readonly (CallbackEvent | CallbackReference)[] {
  const items = parsed(callback.rawBody);
  return items.map((told, index) => {
    const shared = {
      id: items.length === 1 ? callback.id : `${callback.id}/${index}`,
      source: `callback:${from.channel}:${from.provider}`,
      occurredAt: told.occurredAt ?? new Date(from.receivedAt).toISOString(),
    };
    if (told.type === 'message') {
      const properties = { channel: from.channel, text: told.text, ...present({ replyTo: told.replyTo }) };
      return { ...shared, type: 'message.received', customerId: told.customerId, properties };
    }
    const { customerId, attempt, reference, outcome, disposition, detail } = told;
    const properties = { outcome, ...present({ disposition, detail }) };
    if (customerId !== undefined && attempt !== undefined) {
      return { ...shared, type: 'channel.outcome', customerId, properties: { attempt, ...properties } };
    }
    if (reference !== undefined) return { ...shared, type: 'channel.outcome', customerId: null, reference, properties };
    throw new CallbackInvalidError([`${index}: wants customerId and attempt, or reference`]);
  });
}

function parsed(rawBody: Buffer): z.output<typeof body> {
  let json: unknown;
  try {
    json = JSON.parse(rawBody.toString('utf8'));
  } catch {
    throw new CallbackInvalidError(['the body is not JSON']);
  }
  const told = body.safeParse(json);
  if (told.success) return told.data;
  throw new CallbackInvalidError(faultsOf(json));
}

/** A union's own issues say little; asked of the one form that was meant, they name the field. */
function faultsOf(json: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (items.length === 0 || items.length > 1_000) return ['wants 1 to 1000 items'];
  return items.flatMap((one, index) => {
    const isMessage = typeof one === 'object' && one !== null && 'type' in one && one.type === 'message';
    const issues = (isMessage ? messageBody : outcomeBody).safeParse(one).error?.issues ?? [];
    return issues.map((issue) => `${[index, ...issue.path].join('.')}: ${issue.message}`);
  });
}

function present(values: { readonly [name: string]: string | null | undefined }): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}
