import type { Random } from './random.ts';

/** Who lives a life of the story, and how they are. All of it is made up. */
export interface Person {
  readonly id: string;
  readonly zone: string;
  /** Other zones that could be meant, when nobody has said which. */
  readonly otherZone: string | null;
  /** Hours people of this zone are east of UTC, in winter: when they are awake need not be exact. */
  readonly hoursEast: number;
  readonly language: 'zh' | 'en';
  readonly phone: string;
  readonly channels: readonly string[];
  /** From 0, who leaves everything lying, to 1, who does all at once. */
  readonly diligence: number;
}

type Place = readonly [zone: string, hoursEast: number, language: 'zh' | 'en', phone: string];

const SHANGHAI: Place = ['Asia/Shanghai', 8, 'zh', '+8610000'];
const ELSEWHERE: readonly [Place, ...Place[]] = [
  ['America/New_York', -5, 'en', '+120255501'],
  ['Europe/London', 0, 'en', '+4420794601'],
  ['Europe/Amsterdam', 1, 'en', '+3197010'],
  ['Australia/Sydney', 10, 'en', '+6155501'],
  ['Asia/Kolkata', 5.5, 'en', '+9100000'],
];

export function makePerson(random: Random): Person {
  const [zone, hoursEast, language, prefix] = random.chance(0.8) ? SHANGHAI : random.pick(ELSEWHERE);
  const number = String(random.between(0, 9_999)).padStart(4, '0');
  return {
    id: `c-${Math.floor(random.next() * 2 ** 40)
      .toString(36)
      .padStart(8, '0')}`,
    zone,
    otherZone: random.chance(0.05) ? random.pick(['Asia/Urumqi', 'America/Los_Angeles', 'Europe/Lisbon']) : null,
    hoursEast,
    language,
    phone: prefix + number,
    channels: ['push', 'sms', 'wechat', 'email', 'in-app', 'call'].filter((channel) =>
      random.chance(channel === 'sms' || channel === 'call' ? 0.97 : 0.75),
    ),
    diligence: random.next(),
  };
}
