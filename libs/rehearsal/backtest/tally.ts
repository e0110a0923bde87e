import type { CustomerState, Happening } from '#customer';
import type { JourneyDefinition, OffsetTable, PlannedTouch } from '#journey';
import type { Ledger } from '#policy';
import type { PolicyReport } from './backtest-report.ts';
import { ContactTally } from './contact-tally.ts';
import { Counter } from './counter.ts';
import { JourneyTally } from './journey-tally.ts';
import { RequestedTally } from './requested-tally.ts';
import { groupOf, RunMemory } from './run-memory.ts';
import type { RunMarks } from './run-memory.ts';
import { playedIn, TouchTally } from './touch-tally.ts';
import type { PlayedTouch } from './touch-tally.ts';

/** A run of the customer being played. */
interface PlayedRun {
  readonly id: string;
  readonly subject: string | null;
  readonly journey: JourneyTally;
  readonly memory: RunMemory;
}

/** What has to be remembered of a customer who is put aside, beyond the state: plain JSON. */
export interface TallyMemory {
  readonly touches: readonly PlayedTouch[];
  readonly runs: { readonly [id: string]: RunMarks };
}

/** Counts the happenings of all customers, one customer at a time: totals stay, a customer's own memory goes with it. */
export class Tally {
  private readonly journeys = new Map<string, JourneyTally>();
  private readonly touchTally = new TouchTally();
  private readonly contacts = new ContactTally();
  private readonly requested = new RequestedTally();
  private readonly elsewhere = new Counter();
  /** Of one customer: a handful, so lists. */
  private touches: PlayedTouch[] = [];
  private runs: PlayedRun[] = [];

  constructor(definitions: readonly JourneyDefinition[]) {
    for (const definition of definitions) this.journeys.set(definition.id, new JourneyTally(definition));
  }

  /** Begins with a customer, a new one or one that was put aside with this memory. */
  begin(state: CustomerState, memory?: TallyMemory): void {
    this.touches = memory === undefined ? playedIn(state) : [...memory.touches];
    this.runs = [];
    for (const run of state.journeys.runs) {
      this.meetRun(run.id, run, RunMemory.of(run, memory?.runs[run.id]));
    }
  }

  /** What of the customer being played is not in the state. */
  memory(): TallyMemory {
    return { touches: this.touches, runs: Object.fromEntries(this.runs.map(({ id, memory }) => [id, memory.marks])) };
  }

  /** Ends with a customer: all contacts made, and the zones that it lives in. */
  end(ledger: Ledger, zones: readonly OffsetTable[]): void {
    this.contacts.add(ledger, zones);
  }

  readonly take = (happening: Happening): void => {
    switch (happening.kind) {
      case 'touch.planned':
        return this.planned(happening);
      case 'verdict':
      case 'attempt.started':
      case 'touch.ended':
        return this.ofTouch(happening);
      case 'touch.cancelled':
      case 'attempt.ended':
      case 'attempt.not sent':
        return;
      // That its stall has borne one is counted with the stalls.
      case 'activity.planned':
      case 'activity.cancelled':
      case 'activity.ended':
        return;
      case 'contact.elsewhere':
        return this.elsewhere.add(happening.entry.channel);
      case 'run.started':
        return this.started(happening);
      case 'run.not started':
        return this.journeys.get(happening.journey)?.notStarted(happening);
      default: {
        const run = last(this.runs, happening.run, ({ id }) => id);
        return run?.journey.take(happening, run.memory);
      }
    }
  };

  report(shadowRules: readonly string[]): Omit<PolicyReport, 'policy'> {
    return {
      journeys: [...this.journeys.values()].map((journey) => journey.report()),
      requested: this.requested.report(),
      elsewhere: this.elsewhere.toObject(),
      touches: this.touchTally.report(shadowRules),
      contacts: this.contacts.report(),
    };
  }

  private started(happening: Extract<Happening, { kind: 'run.started' }>): void {
    const memory = new RunMemory(happening.at, groupOf(happening.arm, happening.holdout));
    this.meetRun(happening.run, happening, memory);
    this.journeys.get(happening.journey)?.started(memory);
  }

  private meetRun(
    id: string,
    { journey: name, subject }: { readonly journey: string; readonly subject: string | null },
    memory: RunMemory,
  ): void {
    const journey = this.journeys.get(name);
    if (journey !== undefined) this.runs.push({ id, subject, journey, memory });
  }

  private planned(happening: Extract<Happening, { kind: 'touch.planned' }>): void {
    const { touch } = happening;
    const played: PlayedTouch = { touch };
    this.touches.push(played);
    this.touchTally.take(happening, played);
    if (touch.journey === null) return this.requested.planned();
    const journey = this.journeys.get(touch.journey);
    if (journey !== undefined) journey.touches.planned += 1;
  }

  private ofTouch(happening: Extract<Happening, { kind: 'verdict' | 'attempt.started' | 'touch.ended' }>): void {
    const played = last(this.touches, happening.touch, ({ touch }) => touch.id);
    if (played === undefined) return;
    const { touch } = played;
    const journey = this.journeys.get(touch.journey ?? '');
    const sentMore = this.touchTally.take(happening, played);
    if (journey !== undefined) journey.touches.sent += sentMore;
    if (happening.kind === 'touch.ended') this.ended(happening.how, touch);
    else if (happening.kind === 'verdict') this.verdict(happening, touch);
    else this.attempted(happening.channel, touch);
  }

  private ended(how: string, { id, journey }: PlannedTouch): void {
    if (journey !== null) this.journeys.get(journey)?.touches.ended.add(how);
    if (this.touches.at(-1)?.touch.id === id) this.touches.pop();
    else this.touches = this.touches.filter(({ touch }) => touch.id !== id);
  }

  private verdict({ verdict }: Extract<Happening, { kind: 'verdict' }>, touch: PlannedTouch): void {
    if (touch.journey === null) {
      if (verdict.kind === 'drop') this.requested.dropped(touch.template, verdict.blockedBy);
      return;
    }
    const journey = this.journeys.get(touch.journey);
    journey?.verdicts.add(verdict.kind);
    for (const rule of verdict.blockedBy) journey?.reasons.add(`${verdict.kind} ${rule}`);
  }

  private attempted(channel: string, { journey, template, run, subject }: PlannedTouch): void {
    if (journey === null) this.requested.sent(template, channel);
    else this.journeys.get(journey)?.touches.byChannel.add(channel);
    for (const played of this.runs) {
      const isAbout = subject === null || played.subject === null || played.subject === subject;
      if (run === null ? isAbout : played.id === run) played.journey.reached(played.memory);
    }
  }
}

/** What is asked for is nearly always the latest. */
function last<T>(list: readonly T[], id: string, idOf: (item: T) => string): T | undefined {
  return list.findLast((item) => idOf(item) === id);
}
