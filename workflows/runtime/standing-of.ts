import { nextDue } from '#customer';
import type { CustomerState } from '#customer';
import type { Instant, Run } from '#journey';
import type { Standing, StandingRun } from '#temporal';

interface Around {
  readonly at: Instant;
  readonly dispatching: readonly string[];
  readonly unread: number;
  readonly unrecorded: number;
  readonly history: Standing['history'];
}

/** The answer to "where does this customer stand, and what is due next?" */
export function standingOf(state: CustomerState, around: Around): Standing {
  return {
    customerId: state.customerId,
    ...around,
    runs: state.journeys.runs.map((run) => standingRun(state, run)),
    touches: state.touches.map((open) => ({ touch: open.touch.id, state: open.state, dueAt: open.dueAt })),
    nextDue: nextDue(state),
  };
}

function standingRun({ journeys }: CustomerState, run: Run): StandingRun {
  const stages = journeys.definitions[run.definition]?.stages ?? [];
  return {
    run: run.id,
    journey: run.journey,
    version: run.version,
    subject: run.subject,
    stages: stages
      .filter(
        (_, place) =>
          run.stages[place]?.enteredAt !== undefined &&
          run.stages[place].enteredAt !== null &&
          run.stages[place].doneAt === null,
      )
      .map((stage) => stage.name),
    nextDeadline: run.deadlines[0]?.at ?? null,
  };
}
