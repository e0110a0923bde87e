import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { goodEvent } from '../../test/rubbish/good-event.ts';
import { malformedBytes, malformedEvent, type Malformed } from '../../test/rubbish/malformed.ts';
import { parseBytes, parseEvent, type Fault, type Parsed } from './index.ts';

const receivedAt = Date.UTC(2026, 2, 1, 12);

function refusedWell({ why }: Malformed<unknown>, parsed: Parsed): void {
  const faults: readonly Fault[] = parsed.ok ? [] : parsed.faults;
  if (faults.length === 0) throw new Error(`taken, although: ${why}`);
  const badly = faults.find(({ message }) => message.length > 700 || !/^(The event|".*") .*\.$/su.test(message));
  if (badly !== undefined) throw new Error(`badly said of ${why}: ${badly.message}`);
}

describe('whatever arrives, the door neither breaks nor lets it in', () => {
  it('refuses 3,000 malformed values, each with faults', () => {
    fc.assert(
      fc.property(malformedEvent(receivedAt), (item) => refusedWell(item, parseEvent(item.input, { receivedAt }))),
      { numRuns: 3_000, seed: 1 },
    );
  });

  it('refuses 3,000 malformed messages, each with faults', () => {
    fc.assert(
      fc.property(malformedBytes(receivedAt), (item) => refusedWell(item, parseBytes(item.input, { receivedAt }))),
      { numRuns: 3_000, seed: 2 },
    );
  });

  it('takes 1,000 good events, as values and as bytes alike', () => {
    fc.assert(
      fc.property(goodEvent(receivedAt), (event) => {
        const asValue = parseEvent(event, { receivedAt });
        const asBytes = parseBytes(new TextEncoder().encode(JSON.stringify(event)), { receivedAt });
        expect(asValue.ok ? [] : asValue.faults).toEqual([]);
        expect(asBytes).toEqual(asValue);
      }),
      { numRuns: 1_000, seed: 3 },
    );
  });

  it('leaves prototypes as they were', () => {
    const text = '{"__proto__":{"polluted":1},"properties":{"constructor":{"prototype":{"polluted":1}}}}';
    parseBytes(new TextEncoder().encode(text), { receivedAt });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
