import type { Instant } from '#journey';
import { compile } from './compiled-policy.ts';
import type { CompiledRule } from './compiled-policy.ts';
import { firstEdge, firstPassage } from './first-passage.ts';
import { reachReason } from './fold-ledger.ts';
import { HUMAN_CHANNEL } from './human-channel.ts';
import type { Ledger } from './ledger.ts';
import { DAY_MS } from './local-time.ts';
import type { Policy } from './policy.ts';
import type { Profile } from './profile.ts';
import { overrideAt } from './override.ts';
import type { Question } from './rule-look.ts';
import { spreadAfter } from './spread.ts';
import { stopsFor } from './stop.ts';
import type { TouchRequest } from './touch-request.ts';
import type { Reason, Verdict } from './verdict.ts';

/** No hold looks further ahead than the offset tables reach; a touch useful for longer is held until there and asked again. */
const HORIZON_MS = 400 * DAY_MS;
/** What a verdict names as the reason of a touch that comes too late, or would. */
export const USEFUL_UNTIL = 'useful-until';

/**
 * The verdict on one touch at `at`. Channels are looked at in the touch's order. What blocks a channel decides by the
 * strictest of its answers: drop, then the next channel, then hold, then hand to a human.
 */
export function decide(request: TouchRequest, ledger: Ledger, profile: Profile, policy: Policy, at: Instant): Verdict {
  return new Decision(request, ledger, profile, policy, at).verdict();
}

class Decision {
  private readonly reasons: Reason[] = [];

  constructor(
    private readonly request: TouchRequest,
    private readonly ledger: Ledger,
    private readonly profile: Profile,
    private readonly policy: Policy,
    private readonly at: Instant,
  ) {}

  verdict(): Verdict {
    const { request, at } = this;
    // Written so that an instant that is no number is late as well.
    if (!(at <= request.usefulUntil)) return this.heldOut() ?? this.dropped(null, [], USEFUL_UNTIL);
    const compiled = compile(this.policy);
    for (let i = 0; i < request.channels.length; i += 1) {
      const channel = request.channels[i] as string;
      const verdict = this.verdictOn(
        { request, channel, ledger: this.ledger, profile: this.profile },
        compiled.rulesFor(request, channel),
        i === request.channels.length - 1,
      );
      if (verdict !== null) return verdict;
    }
    return this.dropped(null, [], 'no-channel');
  }

  /** Also of a touch that comes too late it is told whether its customer is held out: that is looked at before anything else. */
  private heldOut(): Verdict | null {
    const { request, ledger, profile } = this;
    for (const channel of request.channels) {
      for (const compiled of compile(this.policy).rulesFor(request, channel)) {
        if (compiled.rule.kind !== 'holdout') break;
        if (!this.looksAt(compiled, { request, channel, ledger, profile }, [])) continue;
        return this.dropped(channel, [compiled.rule.id], null);
      }
    }
    return null;
  }

  /** Null: blocked here, look at the next channel. */
  private verdictOn(question: Question, rules: readonly CompiledRule[], last: boolean): Verdict | null {
    const { channel } = question;
    const blocking: CompiledRule[] = [];
    const overridden: CompiledRule[] = [];
    for (const compiled of rules) {
      if (!this.looksAt(compiled, question, overridden)) continue;
      blocking.push(compiled);
      if (compiled.rule.kind === 'holdout') return this.dropped(channel, [compiled.rule.id], null);
    }
    const stopped = this.stopsOn(question);
    const reach = reachReason(this.ledger, this.policy, this.request, this.at);
    if (reach !== null && this.reasons.every(({ kind }) => kind !== reach.kind)) this.reasons.push(reach);

    if (blocking.length === 0 && stopped.length === 0) return this.sent(question, rules, overridden);
    const blockedBy = [...stopped, ...blocking.map(({ rule }) => rule.id)];
    const answers = (onBlock: string): boolean => blocking.some(({ rule }) => rule.onBlock === onBlock);
    if (answers('drop')) return this.dropped(channel, blockedBy, null);
    if (answers('next') && !last) return null;
    if (stopped.length === 0 && blocking.every(({ rule }) => rule.onBlock === 'human')) {
      return this.handedOver(question, blockedBy);
    }
    return this.held(question, rules, blocking, blockedBy, stopped.length > 0);
  }

  /**
   * A person takes over by a task, so what is said of tasks holds: stops, and rules that name their channel. Rules for all
   * channels have spoken.
   */
  private handedOver({ channel, ...question }: Question, blockedBy: readonly string[]): Verdict {
    const onTask = { ...question, channel: HUMAN_CHANNEL };
    const ofTasks = compile(this.policy)
      .rulesFor(this.request, HUMAN_CHANNEL)
      .filter(({ rule }) => rule.channels?.includes(channel) === false && rule.onBlock !== 'human');
    const blocking = ofTasks.filter((compiled) => this.looksAt(compiled, onTask, []));
    const stopped = this.stopsOn(onTask);
    const against = [...stopped, ...blocking.map(({ rule }) => rule.id)];
    if (against.length === 0) return { kind: 'human', channel, ...this.answer(blockedBy) };
    const all = [...against, ...blockedBy];
    if (blocking.some(({ rule }) => rule.onBlock === 'drop')) return this.dropped(HUMAN_CHANNEL, all, null);
    return this.held(onTask, ofTasks, blocking, all, stopped.length > 0);
  }

  private stopsOn(question: Question): readonly string[] {
    const stopped = stopsFor(question);
    for (const stop of stopped) this.reasons.push(reason(stop, 'stop', true, question.channel));
    return stopped;
  }

  /** Looks at one rule and notes what it saw. Does it block? */
  private looksAt(compiled: CompiledRule, question: Question, overridden: CompiledRule[]): boolean {
    const { at } = this;
    const { rule, look } = compiled;
    const count = look.limit === null ? null : look.count(question, at);
    const blocks = count === null || look.limit === null ? look.blocks(question, at) : count >= look.limit;
    const override = blocks ? overrideAt(rule, question, at) : null;
    if (override !== null) overridden.push(compiled);
    const seen: Reason = {
      rule: rule.id,
      kind: rule.kind,
      blocked: blocks && override === null,
      channel: question.channel,
      count: count === Infinity ? null : count,
      limit: look.limit,
      nextAllowedAt: blocks && override === null ? this.passageOf(compiled, question) : null,
    };
    this.reasons.push(
      override !== null
        ? { ...seen, overriddenBy: override }
        : rule.shadow === true && blocks
          ? { ...seen, shadow: true }
          : seen,
    );
    return seen.blocked && rule.shadow !== true;
  }

  private passageOf(compiled: CompiledRule, question: Question): Instant | null {
    const passes = firstPassage([compiled], [compiled], question, this.at, this.at + HORIZON_MS);
    return passes === Infinity ? null : passes;
  }

  private sent(question: Question, rules: readonly CompiledRule[], overridden: readonly CompiledRule[]): Verdict {
    const latest = Math.min(this.request.usefulUntil, this.at + this.policy.sendValidForMs);
    const validUntil = firstEdge(rules, overridden, question, this.at, latest + 1) - 1;
    return { kind: 'send', channel: question.channel, validUntil, ...this.answer([]) };
  }

  private held(
    question: Question,
    rules: readonly CompiledRule[],
    blocking: readonly CompiledRule[],
    blockedBy: readonly string[],
    stopped: boolean,
  ): Verdict {
    const { request, at } = this;
    const { channel } = question;
    // A stop has no end that is known: resuming looks again.
    if (stopped && at < request.usefulUntil) {
      return { kind: 'hold', channel, until: request.usefulUntil, ...this.answer(blockedBy) };
    }
    const horizon = Math.min(request.usefulUntil, at + HORIZON_MS);
    const waitedFor = rules.filter(isWaitedFor);
    const until = stopped ? Infinity : firstPassage(waitedFor, blocking.filter(isWaitedFor), question, at, horizon);
    if (until <= horizon) {
      const spreadMs = spreadAfter(until, waitedFor, question, this.policy.spreadsOverMs);
      return { kind: 'hold', channel, until, ...(spreadMs > 0 && { spreadMs }), ...this.answer(blockedBy) };
    }
    if (until < Infinity && horizon < request.usefulUntil) {
      return { kind: 'hold', channel, until: horizon, ...this.answer(blockedBy) };
    }
    return this.dropped(channel, blockedBy, USEFUL_UNTIL);
  }

  private dropped(channel: string | null, blockedBy: readonly string[], because: string | null): Verdict {
    if (because === null) return { kind: 'drop', channel, ...this.answer(blockedBy) };
    this.reasons.push(reason(because, because, true, channel));
    return { kind: 'drop', channel, ...this.answer([...blockedBy, because]) };
  }

  /** To be spread last: V8 takes a microsecond for each member that is added to a copy. */
  private answer(blockedBy: readonly string[]): Omit<Verdict, 'kind' | 'channel' | 'until' | 'validUntil'> {
    return {
      touch: this.request.id,
      at: this.at,
      blockedBy: blockedBy.length < 2 ? blockedBy : [...blockedBy].sort(),
      reasons: this.reasons,
      zones: this.profile.zones.map(({ zone }) => zone),
      iana: this.profile.zones[0]?.iana ?? null,
      policy: this.policy.hash,
      winner: null,
    };
  }
}

function isWaitedFor({ rule }: CompiledRule): boolean {
  return rule.shadow !== true && rule.onBlock !== 'human';
}

function reason(rule: string, kind: string, blocked: boolean, channel: string | null): Reason {
  return { rule, kind, blocked, channel, count: null, limit: null, nextAllowedAt: null };
}
