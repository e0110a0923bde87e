import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { payloadCodecs, type SealingKey } from './payload-codec.ts';
import { PayloadKeyError, PayloadSealedError } from './payload-codec.error.ts';

const key: SealingKey = { name: 'now', key: randomBytes(32) };
const other: SealingKey = { name: 'before', key: randomBytes(32) };
const payload = defaultPayloadConverter.toPayload({ customer: 'c-1', amount: 60_000, city: '上海' });

function codec(...keys: SealingKey[]) {
  const [first] = payloadCodecs(keys);
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

  it('reads what an earlier key sealed while that key is still given', async () => {
    const [sealed] = await codec(other).encode([payload]);
    const [opened] = await codec(key, other).decode([sealed ?? {}]);
    expect(defaultPayloadConverter.fromPayload(opened ?? {})).toMatchObject({ customer: 'c-1' });
  });

  it.each([0, 16, 31, 33])('refuses a key of %d bytes', (bytes) => {
    expect(() => payloadCodecs([{ name: 'short', key: randomBytes(bytes) }])).toThrow(PayloadKeyError);
  });

  it('is absent without a key', () => {
    expect(payloadCodecs([])).toEqual([]);
  });
});
