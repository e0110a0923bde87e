import type { Happening } from '#customer';
import type { Instant, PlannedTouch } from '#journey';
import type { RehearsalLog } from './simulate.ts';

/** Touches as they went out: `30m kyc-nudge push kyc-plain`. A fallback is a line of its own. */
export function touchesOf(log: RehearsalLog): readonly string[] {
  const touches = plannedIn(log);
  return log.happenings.flatMap((happening) => {
    if (happening.kind !== 'attempt.started') return [];
    const touch = touches.get(happening.touch);
    return [
      `${since(log, happening.at)} ${touch?.name ?? happening.touch} ${happening.channel} ${touch?.template ?? ''}`,
    ];
  });
}

/** What the policy said: `30m kyc-nudge hold until 4h because of quiet-hours`. */
export function verdictsOf(log: RehearsalLog): readonly string[] {
  const touches = plannedIn(log);
  return log.happenings.flatMap((happening) => {
    if (happening.kind !== 'verdict') return [];
    const { verdict } = happening;
    const until = verdict.kind === 'hold' ? ` until ${since(log, verdict.until)}` : '';
    const because = verdict.blockedBy.length > 0 ? ` because of ${verdict.blockedBy.join(', ')}` : '';
    const name = touches.get(happening.touch)?.name ?? happening.touch;
    return [`${since(log, happening.at)} ${name} ${verdict.kind}${until}${because}`];
  });
}

/** Activities as they ended: `30m refresh-limit done`. */
export function activitiesOf(log: RehearsalLog): readonly string[] {
  return log.happenings.flatMap((happening) =>
    happening.kind === 'activity.ended'
      ? [`${since(log, happening.at)} ${happening.activity.name} ${happening.how}`]
      : [],
  );
}

/** The run's way: `0m kyc entered`, `2h kyc done`, `2h goal order.funded`. */
export function stagesOf(log: RehearsalLog): readonly string[] {
  return log.happenings.flatMap((happening) => {
    const line = stageLine(happening);
    return line === null ? [] : [`${since(log, happening.at)} ${line}`];
  });
}

/** Stalls as they came due: `30m kyc/kyc-nudge touch`. */
export function stallsOf(log: RehearsalLog): readonly string[] {
  return log.happenings.flatMap((happening) =>
    happening.kind === 'stall.fired'
      ? [`${since(log, happening.at)} ${happening.stage}/${happening.stall} ${happening.result}`]
      : [],
  );
}

function stageLine(happening: Happening): string | null {
  switch (happening.kind) {
    case 'stage.entered':
      return happening.entry === 1 ? `${happening.stage} entered` : `${happening.stage} entered again`;
    case 'stage.done':
      return happening.by === 'event' ? `${happening.stage} done` : `${happening.stage} closed by a later stage`;
    case 'run.ended':
      return happening.by === null ? happening.how : `${happening.how} ${happening.by}`;
    default:
      return null;
  }
}

function plannedIn(log: RehearsalLog): ReadonlyMap<string, PlannedTouch> {
  const touches = new Map<string, PlannedTouch>();
  for (const happening of log.happenings) {
    if (happening.kind === 'touch.planned') touches.set(happening.touch.id, happening.touch);
  }
  return touches;
}

/** Whole hours as `24h`, else whole minutes as `30m`, else seconds. */
function since({ startsAt }: RehearsalLog, at: Instant): string {
  const ms = at - startsAt;
  if (ms === 0) return '0m';
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000}h`;
  if (ms % 60_000 === 0) return `${ms / 60_000}m`;
  return `${ms / 1000}s`;
}
