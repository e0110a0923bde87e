import type { PolicySet } from '../policy-set.ts';

export const usRegF = {
  name: 'us-reg-f',
  title: 'United States: debt collection calls',
  origin: {
    number: '12 CFR 1006.14(b)(2), 1006.6(b)',
    source: 'Regulation F, Bureau of Consumer Financial Protection',
    asOf: '2026-11-22',
    confidence: 'F',
    notes:
      'The caps were read in the primary text, the hours are agreed on by secondary sources. Counted per debt, in calendar days of the consumer, the day of the conversation being day 1. A call with consent given directly is not counted against it: report it as an override.',
  },
  rules: [
    {
      id: 'us-reg-f.seven-in-seven',
      kind: 'cap',
      countOn: 'attempt',
      purposes: ['collection'],
      channels: ['call'],
      subject: 'debt',
      window: { calendarDays: 7 },
      limit: 7,
      onBlock: 'hold',
      overriddenBy: ['direct consent', 'callback'],
      says: { en: 'not more than 7 placed calls in 7 days per debt', zh: '每笔债务 7 天内拨打不超过 7 次' },
    },
    {
      id: 'us-reg-f.after-conversation',
      kind: 'cooldown',
      after: ['conversation'],
      purposes: ['collection'],
      channels: ['call'],
      subject: 'debt',
      for: { calendarDays: 7 },
      onBlock: 'hold',
      overriddenBy: ['direct consent', 'callback'],
      says: { en: 'no call within 7 days of a conversation about the debt', zh: '就该债务通话后 7 天内不再致电' },
    },
    {
      id: 'us-reg-f.hours',
      kind: 'hours',
      purposes: ['collection'],
      allowed: [{ from: '08:00', to: '21:00' }],
      onBlock: 'hold',
      overriddenBy: ['direct consent'],
      says: { en: '08:00 to 21:00 at the consumer’s place', zh: '仅限客户当地 8:00 至 21:00' },
    },
  ],
} as const satisfies PolicySet;
