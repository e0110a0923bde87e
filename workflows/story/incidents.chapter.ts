import { DAY, HOUR, type Diary } from './diary.ts';

/** What happens in between: complaints, contacts by others, a change of mind, and silence. */
export function incidents(diary: Diary, from: number, to: number): void {
  const { random } = diary;
  const sometime = () => daytime(diary, from + Math.floor(random.next() * Math.max(DAY, to - from)));
  if (random.chance(0.06)) {
    const complaintId = diary.serial('complaint');
    const at = sometime();
    diary.notes(at, 'crm', 'complaint.opened', { complaintId, topic: random.pick(['fees', 'service', 'calls']) });
    if (random.chance(0.8)) diary.notes(at + random.delay(4 * DAY), 'crm', 'complaint.closed', { complaintId });
  }
  for (let contacts = random.chance(0.3) ? random.between(1, 4) : 0; contacts > 0; contacts -= 1)
    diary.notes(sometime(), 'crm', 'contact.made', {
      channel: random.pick(['call', 'sms', 'email']),
      purpose: random.pick(['service', 'marketing', 'collection']),
      outcome: random.pick(['no_answer', 'busy', 'delivered', 'connected', 'conversation']),
      by: random.pick(['call-centre', 'branch', 'agency-2']),
    });
  if (random.chance(0.06))
    diary.notes(sometime(), 'sms-gateway', 'message.received', { channel: 'sms', text: stop(diary) });
  if (random.chance(0.05))
    diary.notes(sometime(), 'app', 'consent.withdrawn', { purpose: 'marketing', channel: '*', basis: 'settings' });
  if (random.chance(0.02)) diary.notes(sometime(), 'crm', 'customer.flagged', { flag: 'vulnerable' });
  if (random.chance(0.02)) {
    const at = sometime();
    diary.notes(at, 'core', 'customer.flagged', { flag: 'fraud-check' });
    diary.notes(at + random.delay(2 * DAY), 'core', 'customer.unflagged', { flag: 'fraud-check' });
  }
}

/** Upstream counts the days since the last thing the customer did. */
export function fallsSilent(diary: Diary): void {
  const { now } = diary;
  for (const days of [30, 90])
    diary.notes(diary.midnightOf(now + days * DAY) + 6 * HOUR, 'core', 'customer.inactive', { days });
}

function stop({ person, random }: Diary): string {
  return person.language === 'zh' ? random.pick(['TD', '退订']) : random.pick(['STOP', 'Unsubscribe']);
}

function daytime(diary: Diary, at: number): number {
  return diary.midnightOf(at) + diary.random.between(9 * 60, 19 * 60) * 60_000;
}
