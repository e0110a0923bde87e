import type { CustomerState, Happening } from '#customer';
import type { JourneyDefinition, PlannedTouch } from '#journey';
import type { BacktestReport } from './backtest-report.ts';
import { Counter } from './counter.ts';
import { JourneyTally } from './journey-tally.ts';
import { RequestedTally } from './requested-tally.ts';

/** Counts the happenings of all customers, one customer at a time: totals stay, a customer's own memory goes with it. */
export class Tally {
  private readonly journeys = new Map<string, JourneyTally>();
  private readonly requested = new RequestedTally();
  private readonly elsewhere = new Counter();
  private readonly touches = new Map<string, PlannedTouch>();
  private readonly journeyOfRun = new Map<string, JourneyTally>();

  constructor(definitions: readonly JourneyDefinition[]) {
    for (const definition of definitions) this.journeys.set(definition.id, new JourneyTally(definition));
  }

  /** Begins with a customer, a new one or one that was put aside. */
  begin(state: CustomerState): void {
    this.touches.clear();
    this.journeyOfRun.clear();
    for (const journey of this.journeys.values()) journey.forgetCustomer();
    for (const { touch } of state.touches) this.touches.set(touch.id, touch);
    for (const run of state.journeys.runs) this.meetRun(run.id, run.journey);
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
        const touch = this.touches.get(happening.touch);
        if (touch?.journey) this.journeys.get(touch.journey)?.touches.ended.add(happening.how);
        return;
      }
      case 'touch.cancelled':
      case 'attempt.ended':
      case 'attempt.not sent':
        return;
      case 'contact.elsewhere':
        return this.elsewhere.add(happening.entry.channel);
      case 'run.started':
        this.meetRun(happening.run, happening.journey);
        return this.journeys.get(happening.journey)?.take(happening);
      case 'run.not started':
        return this.journeys.get(happening.journey)?.take(happening);
      default:
        return this.journeyOfRun.get(happening.run)?.take(happening);
    }
  };

  report(): Pick<BacktestReport, 'journeys' | 'requested' | 'elsewhere'> {
    return {
      journeys: [...this.journeys.values()].map((journey) => journey.report()),
      requested: this.requested.report(),
      elsewhere: this.elsewhere.toObject(),
    };
  }

  private meetRun(run: string, journey: string): void {
    const tally = this.journeys.get(journey);
    if (tally !== undefined) this.journeyOfRun.set(run, tally);
  }

  private planned(touch: PlannedTouch): void {
    this.touches.set(touch.id, touch);
    if (touch.journey === null) return this.requested.planned();
    const journey = this.journeys.get(touch.journey);
    if (journey !== undefined) journey.touches.planned += 1;
  }

  private verdict({ touch: id, verdict }: Extract<Happening, { kind: 'verdict' }>): void {
    const touch = this.touches.get(id);
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
    const touch = this.touches.get(id);
    if (touch === undefined) return;
    if (touch.journey === null) this.requested.sent(touch.template, channel);
    else this.journeys.get(touch.journey)?.touches.byChannel.add(channel);
  }
}
