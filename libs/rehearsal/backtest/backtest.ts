import type { Happening } from '#customer';
import type { Catalogue, Instant } from '#journey';
import type { Policy } from '#policy';
import type { AnswerModel } from '../answers.ts';
import { readGrouped, readUngrouped } from '../log/customers-in-log.ts';
import type { LogProgress, LogReading } from '../log/customers-in-log.ts';
import type { Mapping } from '../log/mapping.ts';
import { LogZone } from '../log/log-zone.ts';
import { RowCounts } from '../log/row-counts.ts';
import { RowMapping } from '../log/row-mapping.ts';
import { ZoneTables } from '../zone-tables.ts';
import type { BacktestReport, LogReport, PolicyReport, WhatIfReport } from './backtest-report.ts';
import { differencesOf } from './differences.ts';
import { PolicyRehearsal } from './policy-rehearsal.ts';

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
  readonly happened?: (customerId: string, happening: Happening, policy: Policy) => void;
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
  const { log, policies } = await rehearse(options, [options.policy]);
  return { log, ...(policies[0] as PolicyReport) };
}

/** The same log under two policies, read once, each customer played under both. Thrown: as by `backtest`. */
export async function whatIf(options: BacktestOptions & { readonly against: Policy }): Promise<WhatIfReport> {
  const { log, policies } = await rehearse(options, [options.policy, options.against]);
  const [policy, against] = policies as readonly [PolicyReport, PolicyReport];
  return { log, policy, against, differences: differencesOf(policy, against) };
}

interface Rehearsed {
  readonly log: LogReport;
  readonly policies: readonly PolicyReport[];
}

async function rehearse(options: BacktestOptions, policies: readonly Policy[]): Promise<Rehearsed> {
  const { mapping, file } = options;
  if (mapping.grouped !== false && file !== '-') {
    const rehearsal = new LogRehearsal(options, policies);
    try {
      const grouped = await readGrouped(rehearsal.reading);
      if (grouped) return await rehearsal.report('grouped by customer');
    } finally {
      rehearsal.remove();
    }
    options.note?.('The rows of a customer do not stand together in this log: they are put in order on disk first.');
  }
  const rehearsal = new LogRehearsal(options, policies);
  try {
    await readUngrouped(rehearsal.reading);
    return await rehearsal.report('put in order on disk');
  } finally {
    rehearsal.remove();
  }
}

/** One pass over a log: every customer is played under each of the policies. */
class LogRehearsal {
  readonly reading: LogReading;
  private readonly counts = new RowCounts();
  private readonly policies: readonly PolicyRehearsal[];
  private customers = 0;
  private events = 0;

  constructor(
    private readonly options: BacktestOptions,
    policies: readonly Policy[],
  ) {
    const { file, mapping, catalogue, answers, interrupted, shareBytes, mostWaiting, happened } = options;
    const tables = new ZoneTables();
    const zone = new LogZone(mapping.timeZone, tables);
    const consents = (mapping.consents ?? []).map(({ basis = 'mapping', ...scope }) => ({ ...scope, basis }));
    const facts = { zone: mapping.timeZone, consents, flags: mapping.flags ?? [] };
    this.policies = policies.map(
      (policy) =>
        new PolicyRehearsal({
          catalogue,
          policy,
          tables,
          facts,
          ...(answers && { answers }),
          ...(mostWaiting !== undefined && { mostWaiting }),
          ...(happened && { happened: (customerId, happening) => happened(customerId, happening, policy) }),
        }),
    );
    this.reading = {
      log: {
        file,
        ...(mapping.format && { format: mapping.format }),
        ...(mapping.delimiter && { delimiter: mapping.delimiter }),
        ...(mapping.encoding && { encoding: mapping.encoding }),
      },
      mapping: new RowMapping(mapping, zone, this.counts),
      take: (customer) => {
        this.customers += 1;
        this.events += customer.events.length;
        for (const policy of this.policies) policy.play(customer, zone.table, this.counts.lastAt);
      },
      progress: options.progress ?? (() => undefined),
      ...(interrupted && { interrupted }),
      ...(shareBytes !== undefined && { shareBytes }),
    };
  }

  async report(order: LogReport['order']): Promise<Rehearsed> {
    const until = this.lastInstant();
    if (until !== null) for (const policy of this.policies) await policy.settle(until, this.options.interrupted);
    const { rows, unreadable, withoutCustomer, withoutTime, outsideTime, wrongValues, firstAt, firstFaults } =
      this.counts;
    const log: LogReport = {
      rows,
      unreadable,
      withoutCustomer,
      withoutTime,
      outsideTime,
      wrongValues,
      customers: this.customers,
      events: this.events,
      from: Number.isFinite(firstAt) ? iso(firstAt) : null,
      until: until === null ? null : iso(until),
      order,
      unlisted: this.reading.mapping.unlisted(),
      neverSeen: this.reading.mapping.neverSeen(),
      firstFaults,
    };
    return { log, policies: this.policies.map((policy) => policy.report()) };
  }

  remove(): void {
    for (const policy of this.policies) policy.remove();
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
