import { parseEvent, toCustomerEvent } from '#events';
import { shareOf, type CustomerEvent, type Instant, type Json } from '#journey';
import { recogniseAnswer } from '#policy';

/** One life around a loan application, as it comes over the wire and as a workflow is to see it. */
export interface Application {
  readonly customerId: string;
  readonly wire: readonly WireEvent[];
  readonly events: readonly CustomerEvent[];
}

export interface WireEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customerId: string;
  readonly occurredAt: string;
  readonly properties: { readonly [name: string]: Json };
}

export interface Plan {
  readonly seed: string;
  readonly count: number;
  /** A Monday, so that weekdays and hours are what they are. */
  readonly from: Instant;
  /** Applications begin during the first half. */
  readonly days: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const zones = ['Asia/Shanghai', 'Asia/Shanghai', 'Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata'];

/**
 * Made-up loan applications in the lending catalogue's own events. The shape is that of the Dutch log: begun at any hour,
 * a few steps, hours to days apart, most of them decided, a good part left lying.
 */
export function applications({ seed, count, from, days }: Plan): readonly Application[] {
  return Array.from({ length: count }, (_, nth) => {
    const wire = lifeOf(`c-${seed}-${nth}`, from, days);
    return { customerId: `c-${seed}-${nth}`, wire, events: wire.map(asHeard) };
  });
}

function lifeOf(customerId: string, from: Instant, days: number): WireEvent[] {
  let drawn = 0;
  const next = () => shareOf(`life ${(drawn += 1)}`, customerId);
  const chance = (share: number) => next() < share;
  /** Half of them wait less than `median`; a few many times as long. */
  const wait = (median: number) =>
    Math.round((median * Math.exp((next() + next() + next() - 1.5) * 1.6)) / 1_000) * 1_000;
  const wire: WireEvent[] = [];
  const tell = (at: Instant, source: string, type: string, properties: { readonly [name: string]: Json } = {}) => {
    const occurredAt = new Date(at).toISOString();
    wire.push({ id: `${customerId}-${wire.length}`, source, type, customerId, occurredAt, properties });
  };
  const begins = from + Math.round((next() * days * DAY) / 2_000) * 1_000;
  const applicationId = `a-${customerId}`;
  const amount = [5_000, 20_000, 80_000][Math.floor(next() * 3)] ?? 5_000;
  const zone = zones[Math.floor(next() * zones.length)] ?? 'UTC';
  tell(begins, 'crm', 'customer.updated', { zones: [{ zone, from: 'explicit' }], language: 'en' });
  if (chance(0.6)) {
    const evidence = `form-${customerId}`;
    tell(begins + 1_000, 'app', 'consent.given', { purpose: 'marketing', channel: '*', basis: 'opt-in', evidence });
  }
  if (chance(0.08)) tell(begins + wait(DAY), 'crm', 'complaint.opened', { complaintId: `k-${customerId}` });
  if (chance(0.15)) {
    const contact = { channel: 'call', purpose: 'marketing', outcome: 'connected', by: 'agency' };
    tell(begins + wait(2 * DAY), 'crm', 'contact.made', contact);
  }
  if (chance(0.7)) looksAround(begins + wait(12 * HOUR));

  tell(begins + MINUTE, 'app', 'credit.started', { applicationId, amount });
  const submittedAt = begins + wait(5 * HOUR);
  if (chance(0.1)) tell(submittedAt, 'app', 'credit.withdrawn', { applicationId });
  else if (chance(0.9)) {
    tell(submittedAt, 'app', 'credit.submitted', { applicationId, amount });
    const decidedAt = submittedAt + wait(20 * HOUR);
    if (chance(0.2)) tell(decidedAt, 'core', 'credit.rejected', { applicationId });
    else if (chance(0.95)) {
      tell(decidedAt, 'core', 'credit.approved', { applicationId, limit: amount });
      if (chance(0.2)) tell(decidedAt + wait(2 * DAY), 'core', 'limit.raised', { applicationId, limit: amount * 2 });
    }
  }
  return wire.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));

  function looksAround(at: Instant): void {
    const productId = 'product-1';
    tell(at, 'app', 'order.page_visited', { productId, amount });
    if (chance(0.3)) {
      tell(at + wait(9 * HOUR), 'app', 'order.placed', {
        orderId: `o-${customerId}`,
        productId,
        amount,
        loanId: `l-${customerId}`,
      });
    }
  }
}

/** As if it were heard the moment it happened. */
function asHeard(event: WireEvent): CustomerEvent {
  const receivedAt = Date.parse(event.occurredAt);
  const parsed = parseEvent(event, { receivedAt });
  if (!parsed.ok) throw new Error(`The generator made a faulty event: ${JSON.stringify(parsed.faults)}`);
  return toCustomerEvent(parsed.event, recogniseAnswer);
}
