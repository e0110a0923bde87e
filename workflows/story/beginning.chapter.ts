import { DAY, HOUR, MINUTE, type Diary } from './diary.ts';

/** Becomes known, says what is allowed, registers and proves who they are. False: left on the way. */
export function beginning(diary: Diary): boolean {
  return introduced(diary) && registered(diary) && identified(diary);
}

function introduced(diary: Diary): true {
  const { person, random, now } = diary;
  const explicit = person.otherZone === null;
  diary.notes(now, 'crm', 'customer.updated', {
    zones: explicit
      ? [{ zone: person.zone, from: 'explicit' }]
      : [
          { zone: person.zone, from: 'kyc' },
          { zone: person.otherZone ?? person.zone, from: 'phone' },
        ],
    language: person.language,
    channels: [...person.channels],
    segments: [random.pick(['student', 'salaried', 'self-employed', 'retired'])],
    phone: person.phone,
  });
  if (random.chance(0.65))
    diary.notes(now + 1_000, 'app', 'consent.given', {
      purpose: 'marketing',
      channel: random.chance(0.8) ? '*' : 'sms',
      basis: 'opt-in',
      evidence: diary.serial('form'),
    });
  return true;
}

function registered(diary: Diary): boolean {
  const { random } = diary;
  diary.pass(MINUTE).does('registration.started', { origin: random.pick(['advert', 'shop', 'friend', 'search']) });
  if (random.chance(0.1)) return false;
  diary.pass(stalls(diary, 0.25) ? 9 * HOUR : 6 * MINUTE).does('registration.completed', {});
  return true;
}

function identified(diary: Diary): boolean {
  const { random } = diary;
  if (random.chance(0.08)) return false;
  diary.pass(stalls(diary, 0.3) ? 14 * HOUR : 8 * MINUTE).does('identity.started', { method: 'document' });
  for (let tries = 0; tries < 3 && random.chance(0.18); tries += 1) {
    const final = random.chance(0.1);
    diary.pass(4 * MINUTE).does('identity.failed', { reason: 'unreadable', final });
    if (final || random.chance(0.2)) return false;
    diary.pass(stalls(diary, 0.5) ? DAY : 10 * MINUTE).does('identity.started', { method: 'document' });
  }
  if (random.chance(0.05)) return false;
  diary.pass(5 * MINUTE).does('identity.verified', { method: 'document' });
  return true;
}

/** Does this person let this lie for a while? */
export function stalls(diary: Diary, share: number): boolean {
  return diary.random.chance(share * (1.6 - 1.2 * diary.person.diligence));
}
