import type { Flag } from '#policy';
import { at, contact, said } from './policy.builder.ts';
import type { Row } from './preset.table.ts';

const collection = { purpose: 'collection', channels: ['call'] } as const;
const marketing = { purpose: 'marketing', channels: ['call'] } as const;
const flag = (name: string): { readonly flags: readonly Flag[] } => ({
  flags: [{ flag: name, from: at('2026-01-01 00:00'), to: null }],
});
const unsold = { consents: [] };
const CN = 'Asia/Shanghai';

export const conservativeRows: readonly Row[] = [
  {
    situation: 'a marketing call at 20:00 waits until 09:00',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 12:00',
    more: marketing,
    answer: 'hold call until 2026-05-12 01:00 (conservative.marketing-call-hours)',
  },
  {
    situation: 'a collection call at 20:00 goes',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 12:00',
    more: collection,
    answer: 'send call',
  },
  {
    situation: 'marketing without consent does not go',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: marketing,
    profile: unsold,
    answer: 'drop call (conservative.marketing-consent, useful-until)',
  },
  {
    situation: 'one marketing call in three days',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: marketing,
    ledger: [contact('2026-05-09 05:00')],
    answer: 'hold call until 2026-05-12 05:00 (conservative.marketing-call-in-3-days)',
  },
  {
    situation: 'two marketing calls in seven days',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: marketing,
    ledger: [contact('2026-05-05 05:00'), contact('2026-05-08 03:00')],
    answer: 'hold call until 2026-05-12 05:00 (conservative.marketing-calls-in-7-days)',
  },
  {
    situation: 'one marketing contact a day over all channels',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { channels: ['email'] },
    ledger: [contact('2026-05-11 03:00', { channel: 'push' })],
    answer: 'hold email until 2026-05-11 16:00 (conservative.marketing-a-day)',
  },
  {
    situation: 'a refusal of marketing holds marketing for 30 days',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { channels: ['email'] },
    ledger: [contact('2026-05-01 04:00', { outcome: 'conversation', disposition: 'refused' })],
    answer: 'hold email until 2026-05-31 04:00 (conservative.refused)',
  },
  {
    situation: 'a refusal of marketing does not hold service',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { purpose: 'service' },
    ledger: [contact('2026-05-01 04:00', { outcome: 'conversation', disposition: 'refused' })],
    answer: 'send call',
  },
  {
    situation: 'two ignored in 30 days are followed by 60 of quiet, from the second week of silence on',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-20 04:00',
    more: { channels: ['email'] },
    ledger: ['2026-05-01 04:00', '2026-05-05 04:00'].map((when) =>
      contact(when, { channel: 'sms', outcome: 'delivered' }),
    ),
    answer: 'hold email until 2026-07-11 04:00 (conservative.ignored)',
  },
  {
    situation: 'a delivery that was acted upon is not ignored',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-20 04:00',
    more: { channels: ['email'] },
    ledger: [
      contact('2026-05-01 04:00', { outcome: 'delivered', disposition: 'acted' }),
      contact('2026-05-05 04:00', { outcome: 'delivered' }),
    ],
    answer: 'send email',
  },
  {
    situation: 'a channel the customer has closed is passed over for service too',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { purpose: 'service', channels: ['sms', 'push'] },
    profile: { consents: [said('2026-05-01 00:00', false, { purpose: 'service', channel: 'sms' })] },
    answer: 'send push',
  },
  {
    situation: 'collection from a bankrupt is handed to a human',
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: collection,
    profile: flag('bankrupt'),
    answer: 'human call (conservative.no-collection-in-bankruptcy)',
  },
  ...['fraud-check', 'deceased'].map((name) => ({
    situation: `${name} stops even service`,
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { purpose: 'service' } as const,
    profile: flag(name),
    answer: 'drop call (conservative.fraud-or-death)',
  })),
  ...['overdue', 'dispute', 'complaint', 'vulnerable', 'over-indebted', 'bankrupt'].map((name) => ({
    situation: `no marketing while ${name}`,
    preset: 'conservative',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: marketing,
    profile: flag(name),
    answer: 'drop call (conservative.no-marketing-in-trouble)',
  })),
];
