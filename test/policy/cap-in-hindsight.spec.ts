import { describe, expect, it } from '@jest/globals';
import { CapInHindsight, inHindsight } from '#policy';
import type { CapRule, LedgerEntry } from '#policy';
import { contact, customer } from './policy.builder.ts';

const twoADay: CapRule = {
  id: 'two-a-day',
  kind: 'cap',
  channels: ['call'],
  countOn: 'attempt',
  window: { rolling: '24h' },
  limit: 2,
  onBlock: 'hold',
};

const calls = (...times: readonly string[]): LedgerEntry[] => times.map((time) => contact(`2026-05-${time}`));

describe('a cap in hindsight', () => {
  it.each([
    { situation: 'as many as it allows', ledger: calls('04 09:00', '04 20:00'), over: false },
    { situation: 'one more within the window', ledger: calls('04 09:00', '04 20:00', '05 08:59'), over: true },
    {
      situation: 'one more when the first has left it',
      ledger: calls('04 09:00', '04 20:00', '05 09:00'),
      over: false,
    },
    {
      situation: 'three at one instant',
      ledger: ['a', 'b', 'c'].map((id) => contact('2026-05-04 09:00', { id })),
      over: true,
    },
    {
      situation: 'a third contact by another channel',
      ledger: [...calls('04 09:00', '04 10:00'), contact('2026-05-04 11:00', { channel: 'sms' })],
      over: false,
    },
    {
      situation: 'per debt, on two of them',
      rule: { subject: 'debt' as const },
      ledger: [...calls('04 09:00', '04 10:00'), contact('2026-05-04 11:00', { debt: 'other' })],
      over: false,
    },
    {
      situation: 'counting connections, when one turned out to be none',
      rule: { countOn: 'connected' as const },
      ledger: ['connected', 'no_answer', 'connected'].map((outcome, hour) =>
        contact(`2026-05-04 1${hour}:00`, { outcome: outcome as LedgerEntry['outcome'] }),
      ),
      over: false,
    },
    {
      situation: 'by the day, before and after midnight where the customer lives',
      rule: { window: { calendarDays: 1 } },
      ledger: calls('04 14:00', '04 15:00', '04 16:30'),
      over: false,
    },
    {
      situation: 'by the day, all on one date where the customer lives',
      rule: { window: { calendarDays: 1 } },
      ledger: calls('04 16:30', '04 23:00', '05 01:00'),
      over: true,
    },
  ])('$situation: over is $over', ({ rule = {}, ledger, over }) => {
    const { zones } = customer(['Asia/Shanghai']);
    expect(new CapInHindsight({ ...twoADay, ...rule }).exceededBy(inHindsight(ledger, zones))).toBe(over);
  });
});
