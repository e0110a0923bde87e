import type { Catalogue, Purpose } from '#journey';
import { concernsScope } from './compiled-policy.ts';
import type { Policy } from './policy.ts';
import type { LeftOpen } from './policy-set.ts';
import type { CapRule, Rule } from './rule.ts';
import { strangers } from './strangers.ts';
import { tighteningOf } from './tighten.ts';

export interface CatalogueTouch {
  readonly journey: string;
  readonly stage: string;
  readonly touch: string;
  readonly purpose: Purpose;
  readonly channels: readonly string[];
  /** Rules of its journey's own. */
  readonly tightenedBy?: readonly Rule[];
}

export interface Finding {
  /**
   * `no cap`, …: nothing of that kind looks at the touch; `blocks service`: a cap that marketing can use up for service;
   * `names nothing`: a rule for what is not there.
   */
  readonly kind: 'no cap' | 'no hours' | 'no consent' | 'blocks service' | 'names nothing';
  /** Why the policy leaves it open on purpose; null where nothing says so, which is what an owner has to look at. */
  readonly meant: LeftOpen['because'] | null;
  readonly touch: CatalogueTouch | null;
  readonly channel: string | null;
  readonly rules: readonly string[];
  readonly sentence: string;
}

export function touchesOf(catalogue: Pick<Catalogue, 'journeys'>): readonly CatalogueTouch[] {
  return catalogue.journeys.flatMap((journey) => {
    const tightenedBy = tighteningOf(journey);
    return journey.stages.flatMap((stage) =>
      (stage.stalls ?? []).flatMap(({ touch }) =>
        touch === undefined
          ? []
          : [
              {
                journey: journey.id,
                stage: stage.name,
                touch: touch.name,
                purpose: touch.purpose,
                channels: touch.via,
                ...(tightenedBy && { tightenedBy }),
              },
            ],
      ),
    );
  });
}

/** What the policy leaves open: touches on channels that no cap, no hours or no consent rule looks at, and rules that look at nothing. */
export function coverage(touches: readonly CatalogueTouch[], policy: Policy): readonly Finding[] {
  const inForce = policy.rules.filter(({ shadow }) => shadow !== true);
  const open = touches.flatMap((touch) =>
    touch.channels.flatMap((channel) =>
      (['cap', 'hours', 'consent'] as const)
        .filter(
          (kind) =>
            ![...inForce, ...(touch.tightenedBy ?? [])].some(
              (rule) => rule.kind === kind && looksAt(rule, touch, channel),
            ),
        )
        .map((kind) => uncovered(kind, touch, channel, meant(kind, touch, channel, policy))),
    ),
  );
  const blocking = inForce.filter(isCap).filter(letsMarketingBlockService);
  return [...open, ...blocking.map(blocksService), ...strangers(touches, policy)];
}

function looksAt(rule: Rule, touch: CatalogueTouch, channel: string): boolean {
  return concernsScope(rule, touch.purpose, channel) && (rule.journeys?.includes(touch.journey) ?? true);
}

type Kind = LeftOpen['kinds'][number];

function meant(kind: Kind, { purpose }: CatalogueTouch, channel: string, policy: Policy): LeftOpen['because'] | null {
  const open = policy.leavesOpen?.find(
    ({ kinds, purposes, channels }) =>
      kinds.includes(kind) && (purposes?.includes(purpose) ?? true) && (channels?.includes(channel) ?? true),
  );
  return open?.because ?? null;
}

function uncovered(kind: Kind, touch: CatalogueTouch, channel: string, because: Finding['meant']): Finding {
  const sentence = `Journey "${touch.journey}", stage "${touch.stage}", touch "${touch.touch}": no rule of ${kind} looks at ${touch.purpose} by ${channel}.`;
  return { kind: `no ${kind}`, meant: because, touch, channel, rules: [], sentence };
}

function isCap(rule: Rule): rule is CapRule {
  return rule.kind === 'cap';
}

function letsMarketingBlockService({ purposes, subject }: CapRule): boolean {
  if (subject === 'purpose') return false;
  return purposes === undefined || (purposes.includes('marketing') && purposes.some((one) => one !== 'marketing'));
}

function blocksService({ id }: CapRule): Finding {
  const sentence = `Rule "${id}" counts marketing and other purposes together, so marketing can use up what service needs. Give marketing a cap of its own.`;
  return { kind: 'blocks service', meant: null, touch: null, channel: null, rules: [id], sentence };
}
