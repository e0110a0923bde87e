import { beginning } from './beginning.chapter.ts';
import { applies } from './credit.chapter.ts';
import { DAY, Diary, type StoryEvent } from './diary.ts';
import { fallsSilent, incidents } from './incidents.chapter.ts';
import { shops } from './order.chapter.ts';
import { makePerson } from './person.ts';
import { Random } from './random.ts';
import { repays } from './repayment.chapter.ts';

export interface StoryPlan {
  readonly seed: number;
  readonly customers: number;
  /** When the first may appear, in ms since 1970. */
  readonly from: number;
  /** How long the story goes on. Customers appear during its first half. */
  readonly days: number;
}

/**
 * Customers living through the lending catalogue, in order of time: the same for the same plan, on every machine. With the
 * hesitations, failures, changes of mind and odd contacts of real life, and nobody real in it.
 */
export function storyEvents(plan: StoryPlan): readonly StoryEvent[] {
  const lives = Array.from({ length: plan.customers }, (_, number) => lifeOf(plan, number));
  return lives
    .flat()
    .sort((a, b) => a.at - b.at)
    .map(({ event }) => event);
}

/** The life of one customer of the story, by number from 0, in order of time. */
export function storyOf(plan: StoryPlan, customer: number): readonly StoryEvent[] {
  return lifeOf(plan, customer).map(({ event }) => event);
}

function lifeOf(plan: StoryPlan, customer: number): readonly { readonly at: number; readonly event: StoryEvent }[] {
  const random = new Random(Math.imul(plan.seed + 1, 0x9e3779b1) ^ Math.imul(customer + 1, 0x85ebca6b));
  const person = makePerson(random);
  const begins = plan.from + Math.floor(random.next() * plan.days * DAY * 0.5);
  const diary = new Diary({ ...person, id: `${person.id}${customer.toString(36)}` }, random, begins);
  live(diary);
  incidents(diary, begins, Math.min(plan.from + plan.days * DAY, diary.now));
  return diary.until(plan.from + plan.days * DAY);
}

function live(diary: Diary): void {
  const limit = beginning(diary) ? applies(diary) : null;
  if (limit === null) return;
  for (const loan of shops(diary, limit)) repays(diary, loan);
  if (diary.random.chance(0.5)) fallsSilent(diary);
  else for (const loan of shops(diary.pass(20 * DAY), limit)) repays(diary, loan);
}
