import type { CustomerState, Happening } from '#customer';
import type { PlannedTouch } from '#journey';
import type { Reason, Verdict } from '#policy';
import type { TouchesReport } from './backtest-report.ts';
import { Counter } from './counter.ts';

/** One touch of the customer being played, with what was said to it: plain JSON, for it may have to wait on disk. */
export interface PlayedTouch {
  readonly touch: PlannedTouch;
  sent?: true;
  toHuman?: true;
  heldBy?: readonly string[];
  shadowedBy?: readonly string[];
  sentInShadowOf?: readonly string[];
}

type OfTouch = Extract<Happening, { kind: 'touch.planned' | 'verdict' | 'attempt.started' | 'touch.ended' }>;

/** Counts what became of touches, requested ones too: each once, however often it was asked about. */
export class TouchTally {
  private planned = 0;
  private sent = 0;
  private toHuman = 0;
  private held = 0;
  private readonly ended = new Counter();
  private readonly heldBy = new Counter();
  private readonly droppedBy = new Counter();
  private readonly wouldBlock = new Counter();
  private readonly wouldBlockSent = new Counter();

  take(happening: OfTouch, played: PlayedTouch): void {
    switch (happening.kind) {
      case 'touch.planned':
        this.planned += 1;
        return;
      case 'verdict':
        return this.verdict(happening.verdict, played);
      case 'attempt.started':
        if (played.sent !== true) this.sent += 1;
        played.sent = true;
        return;
      case 'touch.ended':
        // A touch falls back only from what has failed: no channel took it.
        if (happening.how === 'failed' && played.sent === true) this.sent -= 1;
        return this.ended.add(happening.how);
    }
  }

  private verdict(verdict: Verdict, played: PlayedTouch): void {
    const { kind, blockedBy, reasons } = verdict;
    if (kind === 'drop') for (const rule of blockedBy) this.droppedBy.add(rule);
    if (kind === 'human') {
      if (played.toHuman !== true) this.toHuman += 1;
      played.toHuman = true;
    }
    if (kind === 'hold') {
      if (played.heldBy === undefined) this.held += 1;
      played.heldBy = this.once(this.heldBy, blockedBy, played.heldBy);
    }
    const shadowed = reasons.filter(({ shadow }) => shadow === true);
    if (shadowed.length === 0) return;
    played.shadowedBy = this.once(this.wouldBlock, rulesOf(shadowed), played.shadowedBy);
    if (kind !== 'send') return;
    const there = shadowed.filter(({ channel }) => channel === verdict.channel);
    played.sentInShadowOf = this.once(this.wouldBlockSent, rulesOf(there), played.sentInShadowOf);
  }

  /** Counts the rules that have not been counted for this touch yet. */
  private once(counter: Counter, rules: readonly string[], known: readonly string[] = []): readonly string[] {
    const fresh = rules.filter((rule) => !known.includes(rule));
    for (const rule of fresh) counter.add(rule);
    return [...known, ...fresh];
  }

  report(shadowRules: readonly string[]): TouchesReport {
    const { planned, sent, toHuman, held, ended } = this;
    return {
      planned,
      sent,
      toHuman,
      held,
      ended: ended.toObject(),
      open: planned - ended.total,
      heldBy: this.heldBy.toObject(),
      droppedBy: this.droppedBy.toObject(),
      shadow: shadowRules.map((rule) => ({
        rule,
        wouldBlock: this.wouldBlock.of(rule),
        sentAllTheSame: this.wouldBlockSent.of(rule),
      })),
    };
  }
}

/** The touches that are open in a state, as far as nothing more is remembered of them. */
export function playedIn({ touches }: CustomerState): PlayedTouch[] {
  return touches.map(({ touch }) => ({ touch }));
}

function rulesOf(reasons: readonly Reason[]): readonly string[] {
  return [...new Set(reasons.map(({ rule }) => rule))];
}
