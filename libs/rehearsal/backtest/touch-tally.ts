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

  /** Answers by how many more are sent with it. */
  take(happening: OfTouch, played: PlayedTouch): -1 | 0 | 1 {
    const more = sentMore(happening, played);
    this.sent += more;
    if (happening.kind === 'touch.planned') this.planned += 1;
    else if (happening.kind === 'verdict') this.verdict(happening.verdict, played);
    else if (happening.kind === 'touch.ended') this.ended.add(happening.how);
    else played.sent = true;
    return more;
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

/** Sent is what a channel took, each once; a touch falls back only from what has failed, so one that ends failed was not. */
function sentMore(happening: OfTouch, { sent }: PlayedTouch): -1 | 0 | 1 {
  if (happening.kind === 'attempt.started') return sent === true ? 0 : 1;
  return happening.kind === 'touch.ended' && happening.how === 'failed' && sent === true ? -1 : 0;
}

/** The touches that are open in a state, as far as nothing more is remembered of them. */
export function playedIn({ touches }: CustomerState): PlayedTouch[] {
  return touches.map(({ touch }) => ({ touch }));
}

function rulesOf(reasons: readonly Reason[]): readonly string[] {
  return [...new Set(reasons.map(({ rule }) => rule))];
}
