import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What every process of Tendril measures, by one set of names. Labels have few values: never a customer, never an id. */
export interface Metrics {
  readonly registry: Registry;
  /** The answer to GET /metrics. */
  text(): Promise<string>;
  readonly contentType: string;

  readonly kafkaLag: Gauge<'topic' | 'partition'>;
  /** `door`: http, kafka, callback. `result`: signalled, stored, again, conflict, refused. */
  readonly events: Counter<'door' | 'result'>;
  readonly deadLetters: Counter<'door'>;
  /** `result`: sent, retried, failed. */
  readonly signals: Counter<'result'>;
  /** From the event's arrival to the server's acknowledgement of the signal; wall seconds. */
  readonly acceptance: Histogram<'door'>;
  readonly touches: Counter<'journey'>;
  /** `rule`: the first that blocked; empty for `send`. */
  readonly verdicts: Counter<'kind' | 'rule'>;
  /** How long after its deadline a stall was handled; wall seconds. */
  readonly stallLateness: Histogram;
  readonly dispatches: Counter<'channel' | 'outcome'>;
  /** One hand-over to a channel, with the tries of its own; wall seconds. */
  readonly dispatchTime: Histogram<'channel'>;
  /** Over all processes, where starts on a channel are limited; each worker tells the same. */
  readonly paceWaiting: Gauge<'channel'>;
  readonly paceInProgress: Gauge<'channel'>;
  /** Over all processes, as are the wakes; each ingest tells the same. Those that are not due yet do not count. */
  readonly inquiriesWaiting: Gauge<'channel'>;
  /** `level`: of the stop that was lifted, or policy. */
  readonly wakesOwed: Gauge<'level'>;
  readonly cachedWorkflows: Gauge;
  /** Seconds since 1970 by the business clock. */
  readonly businessTime: Gauge;
  readonly clockRunning: Gauge;
  /** The last day that a calendar of the policy knows, as seconds since 1970. */
  readonly calendarEnds: Gauge<'calendar'>;
  readonly policyRefused: Gauge;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200];

/** `process` becomes a label of every metric. */
export function createMetrics(process: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry, prefix: 'tendril_' });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter<L>({ name: `tendril_${name}`, help, labelNames: [...labelNames], registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge<L>({ name: `tendril_${name}`, help, labelNames: [...labelNames], registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Histogram<L>({ name: `tendril_${name}`, help, labelNames: [...labelNames], buckets: seconds, registers });
  return {
    registry,
    text: () => registry.metrics(),
    contentType: registry.contentType,
    kafkaLag: gauge('kafka_lag', 'Messages of a partition that are not committed yet', ['topic', 'partition']),
    events: counter('events_total', 'Events that came in, by door and result', ['door', 'result']),
    deadLetters: counter('dead_letters_total', 'Inputs that were put aside as dead letters', ['door']),
    signals: counter('signals_total', 'Signals to customer workflows, by result', ['result']),
    acceptance: histogram('acceptance_seconds', 'From the arrival of an event to its signal acknowledged', ['door']),
    touches: counter('touches_total', 'Touches born of stalls, by journey', ['journey']),
    verdicts: counter('verdicts_total', 'Verdicts of the policy, by kind and first rule that blocked', [
      'kind',
      'rule',
    ]),
    stallLateness: histogram('stall_lateness_seconds', 'How long after its deadline a stall was handled', []),
    dispatches: counter('dispatches_total', 'Attempts that ended, by channel and outcome', ['channel', 'outcome']),
    dispatchTime: histogram('dispatch_seconds', 'How long a call of a channel took', ['channel']),
    paceWaiting: gauge('pace_waiting', 'Touches that wait for their turn on a limited channel', ['channel']),
    paceInProgress: gauge('pace_in_progress', 'Starts on a limited channel whose outcome has not come', ['channel']),
    inquiriesWaiting: gauge('inquiries_waiting', 'Attempts in doubt whose provider is to be asked now', ['channel']),
    wakesOwed: gauge('wakes_owed', 'Wakes of held customers that have not come to their end', ['level']),
    cachedWorkflows: gauge('workflow_cache_size', 'Customer workflows kept in memory', []),
    businessTime: gauge('business_time_seconds', 'Seconds since 1970 by the business clock', []),
    clockRunning: gauge('clock_running', 'Is business time running: 1 or 0', []),
    calendarEnds: gauge('calendar_ends_seconds', 'The last day of which a calendar of holidays knows', ['calendar']),
    policyRefused: gauge('policy_refused', 'Is the policy on disk one that cannot be taken: 1 or 0', []),
  };
}
