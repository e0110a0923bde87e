import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { payloadCodecs } from './payload-codec.ts';
import { PayloadKeyError, PayloadSealedError } from './payload-codec.error.ts';

const key = randomBytes(32).toString('base64');
const other = randomBytes(32).toString('base64');
const payload = defaultPayloadConverter.toPayload({ customer: 'c-1', amount: 60_000, city: '上海' });

function codec(of: string) {
  const [first] = payloadCodecs(of);
  if (first === undefined) throw new Error('A key must give a codec.');
  return first;
}

describe('payload codec', () => {
  it('gives back what it sealed, and shows nothing of it', async () => {
    const [sealed] = await codec(key).encode([payload]);
    expect(Buffer.from(sealed?.data ?? []).toString('latin1')).not.toContain('c-1');
    const [opened] = await codec(key).decode([sealed ?? {}]);
    expect(defaultPayloadConverter.fromPayload(opened ?? {})).toEqual({
      customer: 'c-1',
      amount: 60_000,
      city: '上海',
    });
  });

  it('seals the same content differently each time', async () => {
    const [one, two] = await codec(key).encode([payload, payload]);
    expect(Buffer.compare(Buffer.from(one?.data ?? []), Buffer.from(two?.data ?? []))).not.toBe(0);
  });

  it('reads what was written before there was a key', async () => {
    expect(await codec(key).decode([payload])).toEqual([payload]);
  });

  it('names the key that is missing', async () => {
    const [sealed] = await codec(other).encode([payload]);
    await expect(codec(key).decode([sealed ?? {}])).rejects.toThrow(PayloadSealedError);
  });

  it('refuses what was changed on the way', async () => {
    const [sealed] = await codec(key).encode([payload]);
    const data = Buffer.from(sealed?.data ?? []);
    data.writeUInt8(data.readUInt8(20) ^ 1, 20);
    await expect(codec(key).decode([{ ...sealed, data }])).rejects.toThrow();
  });

  it.each(['', 'c2hvcnQ=', randomBytes(31).toString('base64')])('refuses the key "%s"', (short) => {
    expect(() => payloadCodecs(short)).toThrow(PayloadKeyError);
  });

  it('is absent without a key', () => {
    expect(payloadCodecs(null)).toEqual([]);
  });
});
