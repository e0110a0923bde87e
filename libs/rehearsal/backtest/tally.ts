import type { CustomerState, Happening } from '#customer';
import type { JourneyDefinition, PlannedTouch } from '#journey';
import type { BacktestReport } from './backtest-report.ts';
import { Counter } from './counter.ts';
import { JourneyTally } from './journey-tally.ts';
import { RequestedTally } from './requested-tally.ts';
import { RunMemory } from './run-memory.ts';

/** A run of the customer being played. */
interface PlayedRun {
  readonly id: string;
  readonly journey: JourneyTally;
  readonly memory: RunMemory;
}

/** Counts the happenings of all customers, one customer at a time: totals stay, a customer's own memory goes with it. */
export class Tally {
  private readonly journeys = new Map<string, JourneyTally>();
  private readonly requested = new RequestedTally();
  private readonly elsewhere = new Counter();
  /** Of one customer: a handful, so lists. */
  private touches: PlannedTouch[] = [];
  private runs: PlayedRun[] = [];

  constructor(definitions: readonly JourneyDefinition[]) {
    for (const definition of definitions) this.journeys.set(definition.id, new JourneyTally(definition));
  }

  /** Begins with a customer, a new one or one that was put aside. */
  begin(state: CustomerState): void {
    this.touches = state.touches.map(({ touch }) => touch);
    this.runs = [];
    for (const run of state.journeys.runs) this.meetRun(run.id, run.journey, RunMemory.of(run));
  }

  readonly take = (happening: Happening): void => {
    switch (happening.kind) {
      case 'touch.planned':
        return this.planned(happening.touch);
      case 'verdict':
        return this.verdict(happening);
      case 'attempt.started':
        return this.attempted(happening);
      case 'touch.ended': {
        const touch = this.touch(happening.touch);
        if (touch?.journey) this.journeys.get(touch.journey)?.touches.ended.add(happening.how);
        return this.forget(happening.touch);
      }
      case 'touch.cancelled':
      case 'attempt.ended':
      case 'attempt.not sent':
        return;
      case 'contact.elsewhere':
        return this.elsewhere.add(happening.entry.channel);
      case 'run.started':
        this.meetRun(happening.run, happening.journey, new RunMemory(happening.at));
        return this.journeys.get(happening.journey)?.started(happening);
      case 'run.not started':
        return this.journeys.get(happening.journey)?.notStarted(happening);
      default: {
        const run = last(this.runs, happening.run);
        return run?.journey.take(happening, run.memory);
      }
    }
  };

  report(): Pick<BacktestReport, 'journeys' | 'requested' | 'elsewhere'> {
    return {
      journeys: [...this.journeys.values()].map((journey) => journey.report()),
      requested: this.requested.report(),
      elsewhere: this.elsewhere.toObject(),
    };
  }

  private meetRun(id: string, name: string, memory: RunMemory): void {
    const journey = this.journeys.get(name);
    if (journey !== undefined) this.runs.push({ id, journey, memory });
  }

  private touch(id: string): PlannedTouch | undefined {
    return last(this.touches, id);
  }

  private forget(id: string): void {
    if (this.touches.at(-1)?.id === id) this.touches.pop();
    else this.touches = this.touches.filter((touch) => touch.id !== id);
  }

  private planned(touch: PlannedTouch): void {
    this.touches.push(touch);
    if (touch.journey === null) return this.requested.planned();
    const journey = this.journeys.get(touch.journey);
    if (journey !== undefined) journey.touches.planned += 1;
  }

  private verdict({ touch: id, verdict }: Extract<Happening, { kind: 'verdict' }>): void {
    const touch = this.touch(id);
    if (touch === undefined) return;
    if (touch.journey === null) {
      if (verdict.kind === 'drop') this.requested.dropped(touch.template, verdict.blockedBy);
      return;
    }
    const journey = this.journeys.get(touch.journey);
    journey?.verdicts.add(verdict.kind);
    for (const rule of verdict.blockedBy) journey?.reasons.add(`${verdict.kind} ${rule}`);
  }

  private attempted({ touch: id, channel }: Extract<Happening, { kind: 'attempt.started' }>): void {
    const touch = this.touch(id);
    if (touch === undefined) return;
    if (touch.journey === null) this.requested.sent(touch.template, channel);
    else this.journeys.get(touch.journey)?.touches.byChannel.add(channel);
  }
}

/** What is asked for is nearly always the latest. */
function last<T extends { readonly id: string }>(list: readonly T[], id: string): T | undefined {
  for (let index = list.length - 1; index >= 0; index -= 1) if (list[index]?.id === id) return list[index];
  return undefined;
}
