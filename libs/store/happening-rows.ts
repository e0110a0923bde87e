import type { Happening } from '#customer';
import type { Instant, Json, PlannedActivity } from '#journey';

export interface HappeningRow {
  readonly [column: string]: Json;
}

/** The tables that happenings go to. What begins something is told apart from what only adds to it. */
export type HappeningTable =
  | 'runs'
  | 'runsMoved'
  | 'stages'
  | 'stageEntries'
  | 'stalls'
  | 'activities'
  | 'touches'
  | 'touchesMoved'
  | 'verdicts'
  | 'attempts'
  | 'contactsElsewhere'
  | 'journeyFaults';

export type HappeningRows = { readonly [table in HappeningTable]: readonly HappeningRow[] };

type Patch = { [column: string]: Json };

/** One row per key: what one batch says of a run, stage, stall, touch, verdict or attempt, folded together. */
export function rowsOf(customerId: string, happenings: readonly Happening[]): HappeningRows {
  const runs = new Fold(customerId);
  const stages = new Fold(customerId);
  const stageEntries = new Fold(customerId);
  const stalls = new Fold(customerId);
  const activities = new Fold(customerId);
  const touches = new Fold(customerId);
  const verdicts = new Fold(customerId);
  const attempts = new Fold(customerId);
  const contacts = new Fold(customerId);
  const faults = new Fold(customerId);
  for (const it of happenings) {
    const at = iso(it.at);
    switch (it.kind) {
      case 'run.started':
        runs.add([it.run], {
          id: it.run,
          journey: it.journey,
          version: it.version,
          definition: it.definition,
          subject: it.subject,
          arm: it.arm,
          holdout: it.holdout,
          started_at: at,
        });
        break;
      case 'run.ended':
        runs.add([it.run], {
          id: it.run,
          ended_at: at,
          ended_how: it.how,
          ended_by: it.by,
          converted: it.converted,
        });
        break;
      case 'run.migrated':
        runs.add([it.run], { id: it.run, definition: it.definition, version: it.version, migrated_at: at });
        break;
      case 'run.not started':
        faults.add([it.kind, at, it.journey, it.event], {
          kind: it.kind,
          at,
          journey: it.journey,
          run: '',
          name: it.event,
          because: it.because,
        });
        break;
      case 'guard.failed':
        faults.add([it.kind, at, it.run, it.guard], {
          kind: it.kind,
          at,
          journey: '',
          run: it.run,
          name: it.guard,
          because: it.because,
        });
        break;
      case 'stage.entered': {
        const { run, stage, entry } = it;
        const row = stages.row([run, stage]);
        row.run = run;
        row.stage = stage;
        row.entered_at = earlier(row.entered_at, at);
        row.entries = Math.max(Number(row.entries ?? 0), entry);
        stageEntries.add([run, stage, entry], { run, stage, entry, entered_at: at });
        break;
      }
      case 'stage.done': {
        const { run, stage, by } = it;
        const row = stages.row([run, stage]);
        if (row.done_at === undefined || at < String(row.done_at)) Object.assign(row, { done_at: at, done_by: by });
        Object.assign(row, { run, stage, entries: row.entries ?? 0 });
        break;
      }
      case 'stall.fired': {
        const { run, stage, stall, entry, result } = it;
        stalls.add([run, stage, stall, entry], { run, stage, stall, entry, fired_at: at, result });
        break;
      }
      case 'stall.resolved': {
        const { run, stage, stall, entry } = it;
        stalls.add([run, stage, stall, entry], { run, stage, stall, entry, resolved_at: at });
        break;
      }
      case 'stall.not armed': {
        const { run, stage, stall, entry, because } = it;
        stalls.add([run, stage, stall, entry], { run, stage, stall, entry, result: 'not armed', because });
        break;
      }
      case 'activity.planned':
        activities.add([it.activity.id], activityOf(it.activity));
        break;
      case 'activity.cancelled':
        activities.add([it.activity.id], {
          ...activityOf(it.activity),
          cancelled_at: at,
          cancelled_because: it.because,
        });
        break;
      case 'activity.ended':
        activities.add([it.activity.id], {
          ...activityOf(it.activity),
          ended_at: at,
          how: it.how,
          detail: it.detail,
        });
        break;
      case 'touch.planned': {
        const { plannedAt, usefulUntil, via, ...rest } = it.touch;
        touches.add([it.touch.id], {
          ...rest,
          via: [...via],
          planned_at: iso(plannedAt),
          useful_until: iso(usefulUntil),
        });
        break;
      }
      case 'touch.cancelled':
        touches.add([it.touch], { id: it.touch, cancelled_at: at, cancelled_because: it.because });
        break;
      case 'touch.ended':
        touches.add([it.touch], { id: it.touch, ended_at: at, how: it.how });
        break;
      case 'verdict': {
        const { verdict, touch, number } = it;
        verdicts.add([touch, number], {
          touch,
          number,
          at,
          kind: verdict.kind,
          channel: verdict.channel,
          until:
            verdict.kind === 'send' ? iso(verdict.validUntil) : verdict.kind === 'hold' ? iso(verdict.until) : null,
          spread_ms: (verdict.kind === 'hold' ? verdict.spreadMs : undefined) ?? null,
          blocked_by: [...verdict.blockedBy],
          reasons: verdict.reasons.map((reason) => ({ ...reason })),
          zones: [...verdict.zones],
          iana: verdict.iana,
          policy: verdict.policy,
          winner: verdict.winner,
        });
        break;
      }
      case 'attempt.started': {
        const { attempt, touch, channel } = it;
        attempts.add([attempt], { id: attempt, touch, channel, started_at: at });
        break;
      }
      case 'attempt.ended': {
        const { attempt, touch, channel, outcome, disposition, detail } = it;
        attempts.add([attempt], { id: attempt, touch, channel, ended_at: at, outcome, disposition, detail });
        break;
      }
      case 'attempt.not sent': {
        const { attempt, touch, because } = it;
        attempts.add([attempt], { id: attempt, touch, not_sent_at: at, not_sent_because: because });
        break;
      }
      case 'contact.elsewhere': {
        const { entry } = it;
        contacts.add([entry.id], { ...entry, at: iso(entry.at) });
        break;
      }
    }
  }
  return {
    runs: runs.having('journey'),
    runsMoved: runs.lacking('journey'),
    stages: stages.all(),
    stageEntries: stageEntries.all(),
    stalls: stalls.all(),
    activities: activities.all(),
    touches: touches.having('name'),
    touchesMoved: touches.lacking('name'),
    verdicts: verdicts.all(),
    attempts: attempts.all(),
    contactsElsewhere: contacts.all(),
    journeyFaults: faults.all(),
  };
}

function activityOf({ id, name, run, stage, plannedAt }: PlannedActivity): Patch {
  return { id, name, run, stage, planned_at: iso(plannedAt) };
}

class Fold {
  readonly #rows = new Map<string, Patch>();

  constructor(private readonly customerId: string) {}

  row(key: readonly (string | number)[]): Patch {
    const text = JSON.stringify(key);
    const known = this.#rows.get(text);
    if (known) return known;
    const row = { customer_id: this.customerId };
    this.#rows.set(text, row);
    return row;
  }

  add(key: readonly (string | number)[], patch: Patch): void {
    Object.assign(this.row(key), patch);
  }

  all(): HappeningRow[] {
    return [...this.#rows.values()];
  }

  having(column: string): HappeningRow[] {
    return this.all().filter((row) => column in row);
  }

  lacking(column: string): HappeningRow[] {
    return this.all().filter((row) => !(column in row));
  }
}

function earlier(a: Json | undefined, b: string): string {
  return typeof a === 'string' && a < b ? a : b;
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
