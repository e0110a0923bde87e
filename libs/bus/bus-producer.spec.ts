import { describe, expect, it } from '@jest/globals';
import { requestsOf } from './bus-producer.ts';

describe('requestsOf', () => {
  const record = (bytes: number) => ({ key: 'c-1', value: 'x'.repeat(bytes) });

  it.each([
    { situation: 'nothing', sizes: [], requests: [] },
    { situation: 'all in one', sizes: [100, 100], requests: [2] },
    { situation: 'cut by bytes', sizes: [400, 400, 400], requests: [2, 1] },
    { situation: 'a record above the limit goes alone', sizes: [10, 5_000, 10], requests: [1, 1, 1] },
  ])('$situation: $requests', ({ sizes, requests }) => {
    expect([...requestsOf(sizes.map(record), 1_000)].map(({ length }) => length)).toEqual(requests);
  });

  it('keeps keys and bytes as they are', () => {
    const bytes = new Uint8Array([0, 255, 10]);
    const [request] = requestsOf([{ key: bytes, value: bytes.subarray(1), headers: { topic: 't' } }]);
    expect(request).toEqual([{ key: Buffer.from(bytes), value: Buffer.from([255, 10]), headers: { topic: 't' } }]);
  });
});
