import type { LedgerEntry, Profile } from '#policy';
import { at, contact, said, type touch } from './policy.builder.ts';

export interface Row {
  readonly situation: string;
  readonly preset: string;
  readonly zone: string;
  readonly asked: string;
  readonly more: Parameters<typeof touch>[0];
  readonly ledger?: readonly LedgerEntry[];
  readonly profile?: Partial<Profile>;
  readonly answer: string;
}

const collection = { purpose: 'collection', channels: ['call'] } as const;
const marketing = { purpose: 'marketing', channels: ['call'] } as const;
const dunned = (when: string, more: Partial<LedgerEntry> = {}): LedgerEntry =>
  contact(when, { purpose: 'collection', ...more });
const talk = { outcome: 'conversation', debt: 'd1' } as const;
const unsold = { consents: [] };
const [CN, NY, IN, UK] = ['Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Europe/London'];
const connected = ['2026-05-11 01:00', '2026-05-11 03:00', '2026-05-11 05:00'].map((when) =>
  dunned(when, { outcome: 'connected' }),
);
const placed = ['04', '05', '06', '07', '08', '09', '10'].map((day) => dunned(`2026-05-${day} 15:00`, { debt: 'd1' }));

export const rows: readonly Row[] = [
  {
    situation: 'a collection call at 22:00 waits until 08:00',
    preset: 'cn-collection',
    zone: CN,
    asked: '2026-05-11 14:00',
    more: collection,
    answer: 'hold call until 2026-05-12 00:00 (cn-collection.night)',
  },
  {
    situation: 'hours agreed with the debtor stand above the night',
    preset: 'cn-collection',
    zone: CN,
    asked: '2026-05-11 14:00',
    more: collection,
    profile: { overrides: [{ kind: 'agreed hours', from: at('2026-05-11 00:00'), to: null }] },
    answer: 'send call',
  },
  {
    situation: 'three connected calls use up the day',
    preset: 'cn-collection',
    zone: CN,
    asked: '2026-05-11 08:00',
    more: collection,
    ledger: connected,
    answer: 'hold call until 2026-05-12 00:00 (cn-collection.three-connected-a-day)',
  },
  {
    situation: 'calls nobody answered do not',
    preset: 'cn-collection',
    zone: CN,
    asked: '2026-05-11 08:00',
    more: collection,
    ledger: connected.map((entry) => ({ ...entry, outcome: 'no_answer' as const })),
    answer: 'send call',
  },
  {
    situation: 'an SMS without consent does not go',
    preset: 'cn-sms',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { channels: ['sms'] },
    profile: unsold,
    answer: 'drop sms (cn-sms.consent, useful-until)',
  },
  {
    situation: 'an SMS with consent goes',
    preset: 'cn-sms',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { channels: ['sms'] },
    answer: 'send sms',
  },
  {
    situation: 'an outbound call without consent leaves the call to the next channel',
    preset: 'cn-call-centre',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { channels: ['call', 'push'] },
    profile: unsold,
    answer: 'send push',
  },
  {
    situation: 'who has refused automated marketing gets none',
    preset: 'cn-pipl-24',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { channels: ['push'] },
    profile: { consents: [said('2026-05-01 00:00', false)] },
    answer: 'drop push (cn-pipl-24.refusal, useful-until)',
  },
  {
    situation: 'who has said nothing may be asked',
    preset: 'cn-pipl-24',
    zone: CN,
    asked: '2026-05-11 04:00',
    more: { channels: ['push'] },
    profile: unsold,
    answer: 'send push',
  },
  {
    situation: 'a second call within the minute waits it out, failures counting',
    preset: 'cn-carrier',
    zone: CN,
    asked: '2026-05-11 04:00:30',
    more: { ...marketing, purpose: 'service' },
    ledger: [contact('2026-05-11 04:00', { outcome: 'failed' })],
    answer: 'hold call until 2026-05-11 04:01 (cn-carrier.call-1-a-minute)',
  },
  {
    situation: 'voice closes at 21:00',
    preset: 'cn-carrier',
    zone: CN,
    asked: '2026-05-11 13:00',
    more: marketing,
    answer: 'hold call until 2026-05-12 01:00 (cn-carrier.voice-hours)',
  },
  {
    situation: 'the eighth placed call in seven days waits for the eighth day',
    preset: 'us-reg-f',
    zone: NY,
    asked: '2026-05-10 18:00',
    more: { ...collection, debt: 'd1' },
    ledger: placed,
    answer: 'hold call until 2026-05-11 12:00 (us-reg-f.seven-in-seven)',
  },
  {
    situation: 'the calls about one debt do not count for another',
    preset: 'us-reg-f',
    zone: NY,
    asked: '2026-05-10 18:00',
    more: { ...collection, debt: 'd2' },
    ledger: placed,
    answer: 'send call',
  },
  {
    situation: 'talk on Monday, call again the next Monday',
    preset: 'us-reg-f',
    zone: NY,
    asked: '2026-05-05 15:00',
    more: { ...collection, debt: 'd1' },
    ledger: [dunned('2026-05-04 15:00', talk)],
    answer: 'hold call until 2026-05-11 12:00 (us-reg-f.after-conversation)',
  },
  {
    situation: 'a conversation that ended in a promise is a conversation',
    preset: 'us-reg-f',
    zone: NY,
    asked: '2026-05-05 15:00',
    more: { ...collection, debt: 'd1' },
    ledger: [dunned('2026-05-04 15:00', { ...talk, disposition: 'promised' })],
    answer: 'hold call until 2026-05-11 12:00 (us-reg-f.after-conversation)',
  },
  {
    situation:
      'a call that was picked up and refused is a conversation, though the provider says no more than connected',
    preset: 'us-reg-f',
    zone: NY,
    asked: '2026-05-05 15:00',
    more: { ...collection, debt: 'd1' },
    ledger: [dunned('2026-05-04 15:00', { debt: 'd1', outcome: 'connected', disposition: 'refused' })],
    answer: 'hold call until 2026-05-11 12:00 (us-reg-f.after-conversation)',
  },
  {
    situation: 'a bill paid after a call that was only picked up makes no conversation of it',
    preset: 'us-reg-f',
    zone: NY,
    asked: '2026-05-05 15:00',
    more: { ...collection, debt: 'd1' },
    ledger: [dunned('2026-05-04 15:00', { debt: 'd1', outcome: 'connected', disposition: 'acted' })],
    answer: 'send call',
  },
  {
    situation: 'consent given directly stands above the count',
    preset: 'us-reg-f',
    zone: NY,
    asked: '2026-05-10 18:00',
    more: { ...collection, debt: 'd1' },
    ledger: placed,
    profile: { overrides: [{ kind: 'direct consent', from: at('2026-05-10 00:00'), to: at('2026-05-17 00:00') }] },
    answer: 'send call',
  },
  {
    situation: 'a solicitation waits for 08:00 at the called party’s',
    preset: 'us-tcpa-marketing',
    zone: NY,
    asked: '2026-05-11 11:00',
    more: marketing,
    answer: 'hold call until 2026-05-11 12:00 (us-tcpa-marketing.hours)',
  },
  {
    situation: 'a voice bot needs consent',
    preset: 'us-tcpa-marketing',
    zone: NY,
    asked: '2026-05-11 15:00',
    more: marketing,
    profile: unsold,
    answer: 'drop call (us-tcpa-marketing.consent, useful-until)',
  },
  {
    situation: 'three on one subject in 24 hours, from whatever number',
    preset: 'us-florida',
    zone: NY,
    asked: '2026-06-10 16:00',
    more: { ...marketing, topic: 'loan' },
    ledger: ['2026-06-09 18:00', '2026-06-10 13:00', '2026-06-10 14:00'].map((when, index) =>
      contact(when, { topic: 'loan', number: String(index) }),
    ),
    answer: 'hold call until 2026-06-10 18:00 (us-florida.three-in-24h)',
  },
  {
    situation: 'Florida closes at 20:00',
    preset: 'us-florida',
    zone: NY,
    asked: '2026-06-11 00:00',
    more: marketing,
    answer: 'hold call until 2026-06-11 12:00 (us-florida.hours)',
  },
  {
    situation: 'an objection ends direct marketing',
    preset: 'eu-gdpr-21',
    zone: 'Europe/Berlin',
    asked: '2026-05-11 10:00',
    more: { channels: ['email'] },
    profile: { consents: [said('2026-05-01 00:00', false)] },
    answer: 'drop email (eu-gdpr-21.objection)',
  },
  {
    situation: 'a Sunday evening is no reasonable time',
    preset: 'uk-fca',
    zone: UK,
    asked: '2026-05-10 18:00',
    more: collection,
    answer: 'hold call until 2026-05-11 07:00 (uk-fca.reasonable-times)',
  },
  {
    situation: 'a recovery call at 19:00 waits until 08:00',
    preset: 'in-rbi',
    zone: IN,
    asked: '2026-05-11 13:30',
    more: collection,
    answer: 'hold call until 2026-05-12 02:30 (in-rbi.hours)',
  },
  {
    situation: 'a promotion at 09:59 waits until 10:00',
    preset: 'in-trai',
    zone: IN,
    asked: '2026-05-11 04:29',
    more: { channels: ['sms'] },
    answer: 'hold sms until 2026-05-11 04:30 (in-trai.hours)',
  },
];
