import type { Purpose } from '#journey';
import { CalendarCapLook, RollingCapLook } from './cap.look.ts';
import { ConsentLook } from './consent.look.ts';
import { CooldownLook } from './cooldown.look.ts';
import { HoldoutLook } from './holdout.look.ts';
import { Holidays } from './holidays.ts';
import { HoursLook } from './hours.look.ts';
import type { Policy } from './policy.ts';
import type { CapRule, Rule } from './rule.ts';
import type { RuleLook } from './rule-look.ts';
import { SuppressLook } from './suppress.look.ts';
import type { TouchRequest } from './touch-request.ts';

export interface CompiledRule {
  readonly rule: Rule;
  readonly look: RuleLook;
}

/** A policy is plain data and travels as such; what it compiles to is remembered beside it. */
const compiled = new WeakMap<Policy, CompiledPolicy>();

export function compile(policy: Policy): CompiledPolicy {
  let found = compiled.get(policy);
  if (found === undefined) compiled.set(policy, (found = new CompiledPolicy(policy)));
  return found;
}

export class CompiledPolicy {
  private readonly rules: readonly CompiledRule[];
  private readonly holidays = new Map<string, Holidays>();
  private readonly byPurpose = new Map<Purpose, Map<string, readonly CompiledRule[]>>();
  /** By the list itself: one that came over the wire is another, and is compiled once for each question. */
  private readonly tightenings = new WeakMap<readonly Rule[], readonly CompiledRule[]>();

  constructor(policy: Policy) {
    for (const [name, one] of Object.entries(policy.calendars)) this.holidays.set(name, new Holidays(one));
    this.rules = this.compileAll(policy.rules);
  }

  /** The rules that look at this touch on this channel, the holdout first. */
  rulesFor(request: TouchRequest, channel: string): readonly CompiledRule[] {
    let byChannel = this.byPurpose.get(request.purpose);
    if (byChannel === undefined) {
      byChannel = new Map<string, readonly CompiledRule[]>();
      this.byPurpose.set(request.purpose, byChannel);
    }
    let rules = byChannel.get(channel);
    if (rules === undefined) {
      rules = this.rules.filter(({ rule }) => concernsScope(rule, request.purpose, channel));
      byChannel.set(channel, rules);
    }
    if (request.tightenedBy !== undefined)
      rules = [...rules, ...this.tightening(request.tightenedBy, request, channel)];
    return rules.some(({ rule }) => rule.journeys !== undefined)
      ? rules.filter(({ rule }) => rule.journeys === undefined || rule.journeys.includes(request.journey ?? ''))
      : rules;
  }

  private tightening(added: readonly Rule[], request: TouchRequest, channel: string): readonly CompiledRule[] {
    let rules = this.tightenings.get(added);
    if (rules === undefined) this.tightenings.set(added, (rules = this.compileAll(added)));
    return rules.filter(({ rule }) => concernsScope(rule, request.purpose, channel));
  }

  private compileAll(rules: readonly Rule[]): readonly CompiledRule[] {
    const all = rules.map((rule) => ({ rule, look: this.lookOf(rule) }));
    return [...all.filter(({ rule }) => rule.kind === 'holdout'), ...all.filter(({ rule }) => rule.kind !== 'holdout')];
  }

  private lookOf(rule: Rule): RuleLook {
    switch (rule.kind) {
      case 'hours':
        return new HoursLook(rule, this.holidays.get(rule.calendar ?? '') ?? null);
      case 'cap':
        return capLook(rule);
      case 'cooldown':
        return new CooldownLook(rule);
      case 'consent':
        return new ConsentLook(rule);
      case 'suppress':
        return new SuppressLook(rule);
      case 'holdout':
        return new HoldoutLook(rule);
    }
  }
}

export function capLook(rule: CapRule): RuleLook {
  const { window } = rule;
  return 'rolling' in window ? new RollingCapLook({ ...rule, window }) : new CalendarCapLook({ ...rule, window });
}

export function concernsScope(rule: Rule, purpose: Purpose, channel: string): boolean {
  return (
    (rule.purposes === undefined || rule.purposes.includes(purpose)) &&
    (rule.channels === undefined || rule.channels.includes(channel))
  );
}
