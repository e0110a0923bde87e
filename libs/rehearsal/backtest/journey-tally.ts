import type { Happening } from '#customer';
import { funnelSteps, stallName } from '#journey';
import type { JourneyDefinition, JourneyHappening } from '#journey';
import type { FunnelStepReport, JourneyReport, StageReport, StallReport } from './backtest-report.ts';
import { ArmTally } from './arm-tally.ts';
import { Counter } from './counter.ts';
import { Durations } from './durations.ts';
import type { RunMemory } from './run-memory.ts';

interface StageTally {
  readonly name: string;
  readonly place: number;
  readonly stalls: readonly StallTally[];
  entered: number;
  entries: number;
  doneByEvent: number;
  doneByLaterStage: number;
  readonly hours: Durations;
}

interface StallTally {
  readonly name: string;
  readonly results: Counter;
  runs: number;
  resolved: number;
}

/** Counts what happened to the runs of one journey. What is remembered of a run is given with it. */
export class JourneyTally {
  readonly touches = { planned: 0, sent: 0, byChannel: new Counter(), ended: new Counter() };
  readonly verdicts = new Counter();
  readonly reasons = new Counter();
  /** What went wrong inside the rehearsal: guards that threw, deadlines without a date, starts without a subject. */
  readonly problems = new Counter();
  private runs = 0;
  private ended = 0;
  private readonly arms = new Map<string, ArmTally>();
  private readonly stages = new Map<string, StageTally>();
  private readonly exits = new Counter();
  private readonly outcome = { goal: 0, converted: 0, untouched: 0, expired: 0 };
  private readonly toGoal = new Durations();

  constructor(private readonly definition: JourneyDefinition) {
    const { experiment, holdout } = definition;
    for (const arm of [...Object.keys(experiment?.arms ?? {}), ...(holdout === undefined ? [] : ['holdout'])]) {
      this.arms.set(arm, new ArmTally(arm));
    }
    definition.stages.forEach(({ name, stalls = [] }, place) => {
      this.stages.set(name, {
        name,
        place,
        stalls: stalls.map((stall, index) => ({
          name: stallName(stall, index),
          results: new Counter(),
          runs: 0,
          resolved: 0,
        })),
        entered: 0,
        entries: 0,
        doneByEvent: 0,
        doneByLaterStage: 0,
        hours: new Durations(),
      });
    });
  }

  started(run: RunMemory): void {
    this.runs += 1;
    const arm = this.armOf(run);
    if (arm !== undefined) arm.runs += 1;
  }

  /** A touch was sent. */
  reached(run: RunMemory): void {
    if (run.marks.touched === true) return;
    run.marks.touched = true;
    const arm = this.armOf(run);
    if (arm !== undefined) arm.touched += 1;
  }

  notStarted({ event, because }: Extract<Happening, { kind: 'run.not started' }>): void {
    this.problems.add(`not started by "${event}": ${because}`);
  }

  take(happening: JourneyHappening, run: RunMemory): void {
    switch (happening.kind) {
      case 'run.started':
      case 'run.not started':
      case 'run.migrated':
        return;
      case 'stage.entered':
        return this.entered(happening, run);
      case 'stage.done':
        return this.done(happening, run);
      case 'stall.fired':
        return this.fired(happening, run);
      case 'stall.resolved': {
        const stall = this.stall(happening);
        if (stall !== undefined) stall.resolved += 1;
        return;
      }
      case 'run.ended':
        return this.runEnded(happening, run);
      case 'stall.not armed':
        return this.problems.add(`stall "${happening.stage}/${happening.stall}" not armed: ${happening.because}`);
      case 'guard.failed':
        return this.problems.add(`guard "${happening.guard}" failed: ${happening.because}`);
    }
  }

  private entered({ stage: name, at }: Extract<Happening, { kind: 'stage.entered' }>, run: RunMemory): void {
    const stage = this.stages.get(name);
    if (stage === undefined) return;
    stage.entries += 1;
    if (run.enteredAt[stage.place] !== undefined) return;
    run.enteredAt[stage.place] = at;
    stage.entered += 1;
  }

  private done({ stage: name, by, at }: Extract<Happening, { kind: 'stage.done' }>, run: RunMemory): void {
    const stage = this.stages.get(name);
    if (stage === undefined || run.done[stage.place] === true) return;
    run.done[stage.place] = true;
    if (by === 'event') stage.doneByEvent += 1;
    else stage.doneByLaterStage += 1;
    const from = run.enteredAt[stage.place];
    if (from !== undefined && by === 'event') stage.hours.add(at - from);
  }

  private fired(happening: Extract<Happening, { kind: 'stall.fired' }>, run: RunMemory): void {
    const stall = this.stall(happening);
    if (stall === undefined) return;
    stall.results.add(happening.result);
    if (run.fires(`${happening.stage}/${happening.stall}`)) stall.runs += 1;
  }

  private armOf({ group }: RunMemory): ArmTally | undefined {
    return group === null ? undefined : this.arms.get(group);
  }

  private stall({ stage, stall }: { readonly stage: string; readonly stall: string }): StallTally | undefined {
    return this.stages.get(stage)?.stalls.find(({ name }) => name === stall);
  }

  private runEnded(happening: Extract<Happening, { kind: 'run.ended' }>, run: RunMemory): void {
    this.ended += 1;
    if (happening.how === 'exit') return this.exits.add(happening.by ?? '?');
    if (happening.how === 'expired') {
      this.outcome.expired += 1;
      return;
    }
    this.toGoal.add(happening.at - run.startedAt);
    this.count(this.outcome, happening.converted, run);
    const arm = this.armOf(run);
    if (arm === undefined) return;
    arm.toGoal.add(happening.at - run.startedAt);
    this.count(arm, happening.converted, run);
  }

  private count(
    into: { goal: number; converted: number; untouched: number },
    converted: boolean,
    { marks }: RunMemory,
  ): void {
    into.goal += 1;
    if (converted) into.converted += 1;
    if (marks.touched !== true) into.untouched += 1;
  }

  report(): JourneyReport {
    const { id, version, title } = this.definition;
    const { planned, sent, byChannel, ended } = this.touches;
    const { medianHours, meanHours } = this.toGoal.inHours();
    return {
      journey: id,
      version,
      title,
      runs: this.runs,
      arms: [...this.arms.values()].map((arm) => arm.report()),
      funnel: this.funnel(),
      stages: [...this.stages.values()].map(stageReport),
      stalls: [...this.stages.values()].flatMap(({ name, stalls }) => stalls.map((stall) => stallReport(name, stall))),
      touches: { planned, sent, byChannel: byChannel.toObject(), ended: ended.toObject() },
      verdicts: this.verdicts.toObject(),
      reasons: this.reasons.toObject(),
      problems: this.problems.toObject(),
      outcomes: {
        ...this.outcome,
        exits: this.exits.toObject(),
        undecided: this.runs - this.ended,
        medianHoursToGoal: medianHours,
        meanHoursToGoal: meanHours,
      },
    };
  }

  private funnel(): readonly FunnelStepReport[] {
    return funnelSteps(this.definition).map(({ kind, name, optional }) => {
      const { doneByEvent = 0, doneByLaterStage = 0 } = this.stages.get(name) ?? {};
      const passed = optional ? doneByEvent : doneByEvent + doneByLaterStage;
      const reached = kind === 'start' ? this.runs : kind === 'goal' ? this.outcome.goal : passed;
      return { step: name, kind, reached, share: this.runs === 0 ? 0 : reached / this.runs };
    });
  }
}

function stageReport({ name, hours, entered, entries, doneByEvent, doneByLaterStage }: StageTally): StageReport {
  return { stage: name, entered, entries, doneByEvent, doneByLaterStage, ...hours.inHours(), exact: hours.exact };
}

function stallReport(stage: string, { name, results, runs, resolved }: StallTally): StallReport {
  return { stage, stall: name, fired: results.total, runs, results: results.toObject(), resolved };
}
