import { afterEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { InquiryFailedError, type InquiryReport } from './index.ts';
import { answer, FakeProvider, hangUp, silence, type Reply } from './provider.fake.ts';
import { WebhookInquiry } from './webhook-inquiry.ts';

const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const doubt = {
  idempotencyKey: 'c-1/t/1',
  customerId: 'c-1',
  attempt: 't/1',
  channel: 'sms',
  reference: 'x-77',
  begunAt: 1_000,
  at: 601_000,
};

let provider: FakeProvider | undefined;
afterEach(async () => {
  await provider?.close();
  provider = undefined;
});

async function reported(reply: Reply): Promise<InquiryReport | InquiryFailedError> {
  const timeoutMs = reply === silence ? 200 : 10_000;
  provider = await FakeProvider.answering(reply);
  const inquiry = new WebhookInquiry({
    provider: 'gateway',
    url: `${provider.url}?key=of-ours`,
    secret,
    timeoutMs,
    afterMs: 1,
  });
  try {
    return await inquiry.reportOn(doubt, new AbortController().signal);
  } catch (error) {
    if (error instanceof InquiryFailedError) return error;
    throw error;
  }
}

describe('a gateway that is asked what became of an attempt', () => {
  it('gets a signed question that names it by our key and by its own reference', async () => {
    await reported(answer(200, {}));
    const [{ headers, body } = { headers: {}, body: '' }] = provider?.taken ?? [];
    const asked = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(asked).toEqual({
      type: 'tendril.inquiry',
      customerId: 'c-1',
      attempt: 't/1',
      channel: 'sms',
      reference: 'x-77',
    });
    expect(headers).toMatchObject({ 'idempotency-key': 'c-1/t/1', 'webhook-id': 'inquiry/c-1/t/1' });
  });

  it.each([
    { says: {}, means: 'not known' },
    { says: { outcome: null }, means: 'not known' },
    { says: { outcome: 'unknown' }, means: 'not known' },
  ])('does not know, when it says $says', async ({ says, means }) => {
    expect(await reported(answer(200, says))).toEqual({ kind: means });
  });

  it('tells how it went, and when', async () => {
    const occurredAt = '2026-03-02T09:00:00+08:00';
    expect(await reported(answer(200, { outcome: 'conversation', disposition: 'promised', occurredAt }))).toEqual({
      kind: 'outcome',
      outcome: 'conversation',
      disposition: 'promised',
      detail: null,
      occurredAt,
    });
  });

  it.each([
    { what: 'an address that is wrong', reply: answer(404, { outcome: 'failed' }), because: '404 from' },
    { what: 'a fault of its own', reply: answer(500), because: '500 from' },
    { what: 'a redirect', reply: answer(302, '', { location: 'https://elsewhere.example.com' }), because: '302 from' },
    { what: 'a page that is no JSON', reply: answer(200, 'OK'), because: 'the body: ' },
    { what: 'a word that is not ours', reply: answer(200, { outcome: 'sent' }), because: 'outcome: ' },
    {
      what: 'a time without a zone',
      reply: answer(200, { outcome: 'busy', occurredAt: 'today' }),
      because: 'occurredAt: ',
    },
    { what: 'a connection that ends', reply: hangUp, because: '(' },
    { what: 'silence', reply: silence, because: 'nothing within 200 ms' },
  ])('teaches nothing by $what', async ({ reply, because }) => {
    const failed = await reported(reply);
    expect(failed).toBeInstanceOf(InquiryFailedError);
    expect((failed as InquiryFailedError).message).toContain(because);
    expect((failed as InquiryFailedError).message).not.toContain('of-ours');
  });
});
