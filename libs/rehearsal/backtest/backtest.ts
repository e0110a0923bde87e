import type { Happening } from '#customer';
import type { Catalogue, Instant } from '#journey';
import type { Policy } from '#policy';
import type { AnswerModel } from '../answers.ts';
import { readGrouped, readUngrouped } from '../log/customers-in-log.ts';
import type { LogProgress } from '../log/customers-in-log.ts';
import type { CustomerLog } from '../log/customers-of.ts';
import type { Mapping } from '../log/mapping.ts';
import { LogZone } from '../log/log-zone.ts';
import type { LogFile } from '../log/read-log.ts';
import { RowCounts } from '../log/row-counts.ts';
import { RowMapping } from '../log/row-mapping.ts';
import { VirtualHost } from '../virtual-host.ts';
import { customerWith, named, worldOf } from '../world.ts';
import { ZoneTables } from '../zone-tables.ts';
import type { BacktestReport, LogReport } from './backtest-report.ts';
import { PutAside } from './put-aside.ts';
import { Tally } from './tally.ts';

export interface BacktestOptions {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  readonly mapping: Mapping;
  readonly file: string;
  readonly answers?: AnswerModel;
  readonly progress?: (progress: LogProgress) => void;
  /** Sentences for the screen. */
  readonly note?: (sentence: string) => void;
  /** Everything that happened, customer by customer: for a trace, or a comparison with the live system. */
  readonly happened?: (customerId: string, happening: Happening) => void;
  readonly interrupted?: AbortSignal;
  /** Bytes of one share of an ungrouped log that are held at once. */
  readonly shareBytes?: number;
  /** Customers who wait in memory for the log's end; the rest waits on disk. */
  readonly mostWaiting?: number;
}

/**
 * Runs journeys and policy together over an event log: every guard applied, nothing sent. Memory holds one customer of
 * a log grouped by customer, one share of any other, and totals.
 *
 * Thrown: LogError when the log cannot be read, UnknownZoneError; the signal's reason when interrupted.
 */
export async function backtest(options: BacktestOptions): Promise<BacktestReport> {
  const { mapping, file } = options;
  if (mapping.grouped !== false && file !== '-') {
    const rehearsal = new LogRehearsal(options);
    try {
      const grouped = await readGrouped(rehearsal.reading);
      if (grouped) return await rehearsal.report('grouped by customer');
    } finally {
      rehearsal.remove();
    }
    options.note?.('The rows of a customer do not stand together in this log: they are put in order on disk first.');
  }
  const rehearsal = new LogRehearsal(options);
  try {
    await readUngrouped(rehearsal.reading);
    return await rehearsal.report('put in order on disk');
  } finally {
    rehearsal.remove();
  }
}

/** One pass over a log: plays customer by customer, and puts those aside for whom something is armed. */
class LogRehearsal {
  readonly reading;
  private readonly tables = new ZoneTables();
  private readonly aside;
  private readonly zone;
  private readonly counts = new RowCounts();
  private readonly world;
  private readonly tally: Tally;
  private readonly template;
  private customers = 0;
  private events = 0;

  constructor(private readonly options: BacktestOptions) {
    const { file, mapping, catalogue, policy, answers, interrupted, shareBytes, mostWaiting } = options;
    const zone = new LogZone(mapping.timeZone, this.tables);
    this.zone = zone;
    this.aside = new PutAside(mostWaiting);
    this.world = worldOf({ catalogue, policy, ...(answers && { answers }) }, this.tables);
    this.tally = new Tally(catalogue.journeys);
    const consents = (mapping.consents ?? []).map(({ basis = 'mapping', ...scope }) => ({ ...scope, basis }));
    const { flags = [] } = mapping;
    this.template = customerWith({ zone: mapping.timeZone, consents, flags }, zone.table, this.world);
    this.reading = {
      log: {
        file,
        ...(mapping.format && { format: mapping.format }),
        ...(mapping.delimiter && { delimiter: mapping.delimiter }),
      } satisfies LogFile,
      mapping: new RowMapping(mapping, zone, this.counts),
      take: (customer: CustomerLog) => this.play(customer),
      progress: options.progress ?? (() => undefined),
      ...(interrupted && { interrupted }),
      ...(shareBytes !== undefined && { shareBytes }),
    };
  }

  async report(order: LogReport['order']): Promise<BacktestReport> {
    const until = this.lastInstant();
    if (until !== null) await this.settleAll(until);
    const { policy } = this.options;
    const { rows, unreadable, withoutCustomer, withoutTime, wrongValues, firstAt, firstFaults } = this.counts;
    const log: LogReport = {
      rows,
      unreadable,
      withoutCustomer,
      withoutTime,
      wrongValues,
      customers: this.customers,
      events: this.events,
      from: Number.isFinite(firstAt) ? iso(firstAt) : null,
      until: until === null ? null : iso(until),
      order,
      unlisted: this.reading.mapping.unlisted(),
      firstFaults,
    };
    return { log, policy: { sets: policy.sets, hash: policy.hash }, ...this.tally.report() };
  }

  remove(): void {
    this.aside.remove();
  }

  private play({ customerId, events }: CustomerLog): void {
    this.customers += 1;
    this.events += events.length;
    const state = named(this.template, customerId, this.zone.table);
    this.tally.begin(state);
    const host = new VirtualHost(this.world, state, this.listener(customerId));
    host.play(events);
    if (host.nextInstant === null) return;
    // What is due by the last instant seen so far is due by the log's last: few have to wait for the log's end.
    host.settle(this.counts.lastAt);
    if (host.nextInstant !== null) this.aside.add(host.standing);
  }

  private async settleAll(until: Instant): Promise<void> {
    for await (const { state, coming } of this.aside.takeAll()) {
      this.options.interrupted?.throwIfAborted();
      this.tally.begin(state);
      new VirtualHost(this.world, state, this.listener(state.customerId), coming).settle(until);
    }
  }

  private listener(customerId: string): (happening: Happening) => void {
    const { happened } = this.options;
    const { take } = this.tally;
    if (happened === undefined) return take;
    return (happening) => {
      take(happening);
      happened(customerId, happening);
    };
  }

  private lastInstant(): Instant | null {
    const { until } = this.options.mapping;
    const last = Math.max(this.counts.lastAt, until === undefined ? -Infinity : Date.parse(until));
    return Number.isFinite(last) ? last : null;
  }
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
