import type { Happening } from '#customer';
import { funnelSteps, stallName } from '#journey';
import type { JourneyDefinition, JourneyHappening } from '#journey';
import type { FunnelStepReport, JourneyReport, StageReport, StallReport } from './backtest-report.ts';
import { Counter } from './counter.ts';
import { Durations } from './durations.ts';

interface StageTally {
  entered: number;
  entries: number;
  doneByEvent: number;
  doneByLaterStage: number;
  readonly hours: Durations;
}

interface StallTally {
  readonly results: Counter;
  resolved: number;
}

/** What is remembered of a run while its customer is being played. */
interface RunMemory {
  readonly startedAt: number;
  readonly enteredAt: Map<string, number>;
  readonly done: Set<string>;
}

/** Counts what happened to the runs of one journey. Holds the runs of one customer, and totals of all. */
export class JourneyTally {
  readonly touches = { planned: 0, byChannel: new Counter(), ended: new Counter() };
  readonly verdicts = new Counter();
  readonly reasons = new Counter();
  /** What went wrong inside the rehearsal: guards that threw, deadlines without a date, starts without a subject. */
  readonly problems = new Counter();
  private runs = 0;
  private ended = 0;
  private readonly arms = new Counter();
  private readonly stages = new Map<string, StageTally>();
  private readonly stalls = new Map<string, StallTally>();
  private readonly exits = new Counter();
  private readonly outcome = { goal: 0, converted: 0, expired: 0 };
  private readonly toGoal = new Durations();
  private readonly memory = new Map<string, RunMemory>();

  constructor(private readonly definition: JourneyDefinition) {
    for (const stage of definition.stages) {
      this.stages.set(stage.name, {
        entered: 0,
        entries: 0,
        doneByEvent: 0,
        doneByLaterStage: 0,
        hours: new Durations(),
      });
      stage.stalls?.forEach((stall, index) =>
        this.stalls.set(`${stage.name}/${stallName(stall, index)}`, { results: new Counter(), resolved: 0 }),
      );
    }
  }

  take(happening: JourneyHappening): void {
    switch (happening.kind) {
      case 'run.started':
        this.runs += 1;
        if (happening.arm !== null) this.arms.add(happening.arm);
        this.memory.set(happening.run, { startedAt: happening.at, enteredAt: new Map(), done: new Set() });
        return;
      case 'stage.entered':
        return this.entered(happening);
      case 'stage.done':
        return this.done(happening);
      case 'stall.fired':
        return this.stalls.get(`${happening.stage}/${happening.stall}`)?.results.add(happening.result);
      case 'stall.resolved': {
        const stall = this.stalls.get(`${happening.stage}/${happening.stall}`);
        if (stall !== undefined) stall.resolved += 1;
        return;
      }
      case 'run.ended':
        return this.runEnded(happening);
      case 'stall.not armed':
        return this.problems.add(`stall "${happening.stage}/${happening.stall}" not armed: ${happening.because}`);
      case 'run.not started':
        return this.problems.add(`not started by "${happening.event}": ${happening.because}`);
      case 'guard.failed':
        return this.problems.add(`guard "${happening.guard}" failed: ${happening.because}`);
      case 'run.migrated':
        return;
    }
  }

  forgetCustomer(): void {
    this.memory.clear();
  }

  private entered(happening: Extract<Happening, { kind: 'stage.entered' }>): void {
    const stage = this.stages.get(happening.stage);
    if (stage === undefined) return;
    stage.entries += 1;
    const enteredAt = this.memory.get(happening.run)?.enteredAt;
    if (enteredAt === undefined || enteredAt.has(happening.stage)) return;
    enteredAt.set(happening.stage, happening.at);
    stage.entered += 1;
  }

  private done(happening: Extract<Happening, { kind: 'stage.done' }>): void {
    const stage = this.stages.get(happening.stage);
    const run = this.memory.get(happening.run);
    if (stage === undefined || run === undefined || run.done.has(happening.stage)) return;
    run.done.add(happening.stage);
    if (happening.by === 'event') stage.doneByEvent += 1;
    else stage.doneByLaterStage += 1;
    const from = run.enteredAt.get(happening.stage);
    if (from !== undefined && happening.by === 'event') stage.hours.add(happening.at - from);
  }

  private runEnded(happening: Extract<Happening, { kind: 'run.ended' }>): void {
    this.ended += 1;
    if (happening.how === 'exit') return this.exits.add(happening.by ?? '?');
    if (happening.how === 'expired') {
      this.outcome.expired += 1;
      return;
    }
    this.outcome.goal += 1;
    if (happening.converted) this.outcome.converted += 1;
    const run = this.memory.get(happening.run);
    if (run !== undefined) this.toGoal.add(happening.at - run.startedAt);
  }

  report(): JourneyReport {
    const { id, version, title } = this.definition;
    const { planned, byChannel, ended } = this.touches;
    return {
      journey: id,
      version,
      title,
      runs: this.runs,
      arms: this.arms.toObject(),
      funnel: this.funnel(),
      stages: [...this.stages].map(([stage, tally]) => stageReport(stage, tally)),
      stalls: [...this.stalls].map(([place, tally]) => stallReport(place, tally)),
      touches: { planned, sent: byChannel.total, byChannel: byChannel.toObject(), ended: ended.toObject() },
      verdicts: this.verdicts.toObject(),
      reasons: this.reasons.toObject(),
      problems: this.problems.toObject(),
      outcomes: {
        ...this.outcome,
        exits: this.exits.toObject(),
        undecided: this.runs - this.ended,
        medianHoursToGoal: inHours(this.toGoal.median()),
      },
    };
  }

  private funnel(): readonly FunnelStepReport[] {
    return funnelSteps(this.definition).map(({ kind, name }) => {
      const stage = this.stages.get(name);
      const reached =
        kind === 'start'
          ? this.runs
          : kind === 'goal'
            ? this.outcome.goal
            : (stage?.doneByEvent ?? 0) + (stage?.doneByLaterStage ?? 0);
      return { step: name, kind, reached, share: this.runs === 0 ? 0 : reached / this.runs };
    });
  }
}

function stageReport(stage: string, { hours, ...counts }: StageTally): StageReport {
  return { stage, ...counts, medianHours: inHours(hours.median()), exact: hours.exact };
}

function stallReport(place: string, { results, resolved }: StallTally): StallReport {
  const [stage = '', ...rest] = place.split('/');
  return { stage, stall: rest.join('/'), fired: results.total, results: results.toObject(), resolved };
}

function inHours(ms: number | null): number | null {
  return ms === null ? null : ms / 3_600_000;
}
