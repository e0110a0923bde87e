import type { LendingEvents } from '#events';
import type { Person } from './person.ts';
import type { Random } from './random.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An event of the story as an upstream system would send it. */
export interface StoryEvent {
  readonly id: string;
  readonly source: string;
  readonly type: keyof LendingEvents;
  readonly customerId: string;
  /** RFC 3339 with the offset of the customer's winter time. */
  readonly occurredAt: string;
  readonly properties: { readonly [name: string]: unknown };
}

/** What only the store gets to see: properties marked as personal, which `LendingEvents` leaves out. */
interface PersonalToo {
  readonly phone?: string;
  readonly text?: string;
}

/** One person's life as it is written down: `now` goes on as they act, asides stand where they happened. */
export class Diary {
  readonly person: Person;
  readonly random: Random;
  now: number;
  readonly #entries: { readonly at: number; readonly event: StoryEvent }[] = [];
  readonly #serials = new Map<string, number>();

  constructor(person: Person, random: Random, begins: number) {
    this.person = person;
    this.random = random;
    this.now = this.#awake(begins);
  }

  /** Lets time pass, about `median`, until the person is awake. */
  pass(median: number): this {
    this.now = this.#awake(this.now + this.random.delay(median));
    return this;
  }

  /** What the customer does, now. */
  does<Type extends keyof LendingEvents>(type: Type, properties: LendingEvents[Type] & PersonalToo): this {
    return this.notes(this.now, 'app', type, properties);
  }

  /** What a system or a person says of the customer, at any moment. */
  notes<Type extends keyof LendingEvents>(
    at: number,
    source: string,
    type: Type,
    properties: Omit<LendingEvents[Type], 'asks'> & PersonalToo,
  ): this {
    const id = this.serial(type.replace('.', '-'));
    const occurredAt = written(at, this.person.hoursEast);
    this.#entries.push({ at, event: { id, source, type, customerId: this.person.id, occurredAt, properties } });
    return this;
  }

  /** A reference of this customer's that nothing else has: `order-<customer>-2`. */
  serial(kind: string): string {
    const next = (this.#serials.get(kind) ?? 0) + 1;
    this.#serials.set(kind, next);
    return `${kind}-${this.person.id.slice(2)}-${String(next)}`;
  }

  /** The calendar day, as `YYYY-MM-DD`, on which the person's clock shows this moment. */
  dayOf(at: number): string {
    return new Date(at + this.person.hoursEast * HOUR).toISOString().slice(0, 10);
  }

  /** The midnight that begins the person's day of this moment. */
  midnightOf(at: number): number {
    const shift = this.person.hoursEast * HOUR;
    return Math.floor((at + shift) / DAY) * DAY - shift;
  }

  /** In order, up to an instant. */
  until(end: number): readonly { readonly at: number; readonly event: StoryEvent }[] {
    return this.#entries.filter(({ at }) => at < end).sort((a, b) => a.at - b.at);
  }

  /** Nobody acts between one and seven at night: what would, waits for the morning. */
  #awake(at: number): number {
    const sinceMidnight = at - this.midnightOf(at);
    if (sinceMidnight < HOUR || sinceMidnight >= 7 * HOUR) return at;
    return at - sinceMidnight + 7 * HOUR + this.random.between(0, 120) * MINUTE;
  }
}

function written(at: number, hoursEast: number): string {
  const minutes = Math.abs(hoursEast) * 60;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const offset = `${hoursEast < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
  return new Date(at + hoursEast * HOUR).toISOString().replace('Z', offset);
}
