import { freshCustomer, type Happening } from '#customer';
import type { Instant } from '#journey';
import { conservative, resolvePolicy } from '#policy';
import { sandboxPeople, VirtualHost, worldOf, ZoneTables, type World } from '#rehearsal';
import { lendingCatalogue } from '#workflows/catalogue';
import { createHash } from 'node:crypto';
import type { Application } from './applications.ts';

/** What the backtest's host makes of an application. */
export interface RehearsedLife {
  readonly customerId: string;
  readonly happenings: readonly Happening[];
  /** Every instant at which something was armed to be due, whether it came to that or not. */
  readonly dues: ReadonlySet<Instant>;
}

const tables = new ZoneTables();

/** The catalogue, the policy and the people of the live run. */
export function rehearsalWorld(seed: string): World {
  const policy = resolvePolicy([conservative], (text) => createHash('sha256').update(text).digest('hex'));
  return worldOf({ catalogue: lendingCatalogue, policy, answers: sandboxPeople(seed) }, tables);
}

export function rehearse(world: World, { customerId, events }: Application, until: Instant): RehearsedLife {
  const happenings: Happening[] = [];
  const dues = new Set<Instant>();
  const first = events[0]?.receivedAt ?? until;
  const state = freshCustomer(customerId, tables.covering('UTC', first, until));
  const host = new VirtualHost(world, state, (happening) => happenings.push(happening));
  const look = () => {
    const { journeys, touches } = host.standing.state;
    for (const run of journeys.runs) for (const { at } of run.deadlines) dues.add(at);
    for (const { dueAt } of touches) if (dueAt !== null) dues.add(dueAt);
  };
  const settle = (to: Instant) => {
    for (let next = host.nextInstant; next !== null && next <= to; next = host.nextInstant) {
      host.settle(next);
      look();
    }
  };
  for (const event of events) {
    if (event.receivedAt > until) break;
    settle(event.receivedAt - 1);
    const together = events.filter(({ receivedAt }) => receivedAt === event.receivedAt);
    if (together[0] === event) host.play(together);
    look();
  }
  settle(until);
  return { customerId, happenings, dues };
}
