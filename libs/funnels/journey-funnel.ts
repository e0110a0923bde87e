import type { JourneyDefinition } from '#journey';
import type { FunnelQuestion, FunnelRepository, StageCount } from '#store';

export interface FunnelStage extends StageCount {
  /** Touches whose last verdict was blocked, by rule, most frequent first; one blocked by two rules counts for both. */
  readonly blockedBy: readonly { readonly rule: string; readonly touches: number }[];
  /** Completed without having been reached: `converted` is `assisted` plus this. */
  readonly selfRecovered: number;
}

export interface JourneyFunnel {
  readonly journey: string;
  readonly version: number | null;
  readonly arm: string | null;
  readonly runs: number;
  readonly open: number;
  readonly endedBy: { readonly [how: string]: number };
  readonly converted: number;
  readonly stages: readonly FunnelStage[];
}

/**
 * How many came how far in one journey, straight from what was recorded. It starts at the customer's stage, not at the
 * message. Stages stand in the order of `definition`; those it does not know (of other versions) come after, by name.
 */
export async function journeyFunnel(
  funnels: Pick<FunnelRepository, 'runs' | 'stages' | 'reasons'>,
  question: FunnelQuestion,
  definition?: JourneyDefinition,
): Promise<JourneyFunnel> {
  const optional = definition?.stages.flatMap((stage) => (stage.optional === true ? stage.name : [])) ?? [];
  const [runs, stages, reasons] = await Promise.all([
    funnels.runs(question),
    funnels.stages(question, optional),
    funnels.reasons(question),
  ]);
  const order = definition?.stages.map(({ name }) => name) ?? [];
  const counted = new Map(stages.map((stage) => [stage.stage, stage]));
  const others = stages.map(({ stage }) => stage).filter((stage) => !order.includes(stage));
  return {
    journey: question.journey,
    version: question.version ?? null,
    arm: question.arm ?? null,
    runs: runs.runs,
    open: runs.open,
    endedBy: runs.byEnd,
    converted: runs.converted,
    stages: [...order, ...others.sort()].map((name) => {
      const stage = counted.get(name) ?? nothingIn(name);
      const blockedBy = reasons.filter((reason) => reason.stage === name);
      return {
        ...stage,
        blockedBy: blockedBy.map(({ rule, touches }) => ({ rule, touches })),
        selfRecovered: stage.converted - stage.assisted,
      };
    }),
  };
}

function nothingIn(stage: string): StageCount {
  const nothing = {
    entered: 0,
    stalled: 0,
    planned: 0,
    blocked: 0,
    attempted: 0,
    connected: 0,
    converted: 0,
    assisted: 0,
  };
  return { stage, ...nothing, medianMs: null };
}
