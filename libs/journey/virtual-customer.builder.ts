import { createHash } from 'node:crypto';
import { catalogue } from './catalogue.ts';
import type { JourneyDefinition } from './definition.ts';
import { parseDuration } from './duration.ts';
import { emptyState } from './empty-state.ts';
import type { CustomerEvent } from './event.ts';
import type { Guard } from './guard.ts';
import type { JourneyEffect, JourneyHappening, PlannedTouch } from './happening.ts';
import { inOrder } from './in-order.ts';
import type { Instant } from './instant.ts';
import { guardsOf } from './known-guards.ts';
import type { OffsetTable } from './offset-table.ts';
import { publish } from './publish.ts';
import type { Published } from './published.ts';
import type { JourneyState } from './state.ts';
import { nextDue, transition } from './transition.ts';

/** For specs: one customer on a virtual clock, who hears events and writes down what comes of them, one line each. */
export class VirtualCustomer {
  readonly log: string[] = [];
  readonly touches: PlannedTouch[] = [];
  readonly happenings: JourneyHappening[] = [];
  readonly published: Published;
  state: JourneyState;
  private heard = 0;

  constructor(
    journeys: readonly JourneyDefinition[],
    private readonly begin: Instant,
    zone: OffsetTable = { zone: 'UTC', changes: [] },
    id = 'c-1',
  ) {
    this.published = publishedOf(journeys);
    this.state = emptyState(id, zone);
  }

  /** Events of one batch, sorted as a host sorts them; `arrives`: when it was received, if not when it happened. */
  hears(...lines: readonly EventLine[]): this {
    const events = lines.map((line) => this.event(line)).sort(inOrder(this.published));
    for (const event of events) this.take(event);
    return this;
  }

  /** Events as they arrive, each one fed for itself. */
  hearsOneByOne(...lines: readonly EventLine[]): this {
    for (const line of lines) this.take(this.event(line));
    return this;
  }

  /** Time goes on to `when`: what is due fires when it is due. */
  reaches(when: string): this {
    const at = this.at(when);
    for (let due = nextDue(this.state); due !== null && due <= at; due = nextDue(this.state)) this.due(due);
    return this;
  }

  /** The host was away: everything due fires now, at `when`. */
  wakesAt(when: string): this {
    this.due(this.at(when));
    return this;
  }

  at(when: string): Instant {
    if (/^\d{4}-/.test(when)) return Date.parse(when);
    const duration = parseDuration(when.replace('-', ''));
    if (duration?.kind !== 'elapsed')
      throw new RangeError(`"${when}" is no time of a story. Write 30m, 24h or an instant.`);
    return this.begin + (when.startsWith('-') ? -1 : 1) * duration.ms;
  }

  event([when, type, properties = {}, { arrives, historical } = {}]: EventLine): CustomerEvent {
    const [occurredAt, receivedAt] = [this.at(when), this.at(arrives ?? when)];
    const id = `e-${++this.heard}`;
    const event = { id, source: 'spec', type, customerId: this.state.customerId, occurredAt, receivedAt, properties };
    return historical === true ? { ...event, historical } : event;
  }

  private due(at: Instant): void {
    this.apply(transition(this.state, { kind: 'due', at }, this.published));
  }

  private take(event: CustomerEvent): void {
    this.apply(transition(this.state, { kind: 'event', event }, this.published));
  }

  apply([state, effects]: readonly [JourneyState, readonly JourneyEffect[]]): void {
    this.state = state;
    for (const effect of effects) {
      if (effect.kind === 'happened') this.happenings.push(effect.happening);
      if (effect.kind === 'plan') this.touches.push(effect.touch);
      this.log.push(lineOf(effect, (at) => this.clock(at)));
    }
  }

  private clock(at: Instant): string {
    const minutes = (at - this.begin) / 60_000;
    return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
  }
}

export type EventLine = readonly [
  when: string,
  type: string,
  properties?: CustomerEvent['properties'],
  how?: { readonly arrives?: string; readonly historical?: true },
];

export function publishedOf(
  journeys: readonly JourneyDefinition[],
  more: { readonly [name: string]: Guard } = {},
): Published {
  const guards = Object.assign({}, ...journeys.map(guardsOf), more) as { [name: string]: Guard };
  return publish(catalogue({ vocabularies: [{ guards }], journeys }), sha256);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function lineOf(effect: JourneyEffect, clock: (at: Instant) => string): string {
  if (effect.kind === 'plan') return `${clock(effect.touch.plannedAt)} plan ${effect.touch.id}`;
  if (effect.kind === 'perform') return `${clock(effect.activity.plannedAt)} perform ${effect.activity.id}`;
  if (effect.kind === 'cancel') {
    const place = [effect.run, effect.stage, effect.stall].filter((part) => part !== null).join('/');
    return `${clock(effect.at)} cancel ${place}: ${effect.because}`;
  }
  const { happening } = effect;
  const at = clock(happening.at);
  switch (happening.kind) {
    case 'run.started':
      return `${at} started ${happening.run}`;
    case 'stage.entered':
      return `${at} entered ${happening.stage}${happening.entry > 1 ? ` ${happening.entry}` : ''}`;
    case 'stage.done':
      return `${at} done ${happening.stage}${happening.by === 'event' ? '' : ' by later stage'}`;
    case 'stall.fired':
      return `${at} fired ${happening.stall}: ${happening.result}`;
    case 'stall.resolved':
      return `${at} resolved ${happening.stall}`;
    case 'stall.not armed':
      return `${at} not armed ${happening.stall}: ${happening.because}`;
    case 'run.not started':
      return `${at} not started: ${happening.because}`;
    case 'run.migrated':
      return `${at} migrated to ${happening.version}`;
    case 'guard.failed':
      return `${at} guard failed: ${happening.because}`;
    case 'run.ended':
      return `${at} ended ${happening.run}: ${happening.how}${happening.converted ? ', converted' : ''}`;
  }
}
