import type { Instant } from '#journey';
import { HUMAN_CHANNEL } from '#policy';
import { blocksNaively } from '../policy/naive.ts';
import type { Life } from './life.arbitrary.ts';
import { live, type Lived, type Sent } from './live.ts';

/** What closes a stage: its own event, and those of later ones. */
const closing: { readonly [stage: string]: readonly string[] } = {
  papers: ['papers', 'signed'],
  signature: ['signed'],
};

/** All that went wrong in a life, told from what came in alone. */
export function wrongs(life: Life): readonly string[] {
  const lived = live(life);
  return [...lived.sent.flatMap((sent) => whyNot(life, sent)), ...crowded(life, lived), ...endless(lived)];
}

/** Caps that our contacts break, by when they began and how they ended, however long each had waited since its verdict. */
function crowded({ rules }: Life, { sent, ledger }: Lived): readonly string[] {
  const ours = ledger.filter(({ by, channel }) => by === 'us' && channel !== HUMAN_CHANNEL);
  const caps = rules.filter(({ kind }) => kind === 'cap');
  return sent.flatMap(({ dispatch: { attempt }, request, profile }) => {
    const place = ours.findIndex(({ id, state }) => id === attempt.id && state === 'committed');
    const made = ours[place];
    if (made === undefined) return [];
    const world = { rules, ledger: ours.slice(0, place), profile };
    return caps
      .filter((cap) => blocksNaively(cap, request, attempt.channel, world, made.at))
      .map(({ id }) => `${attempt.id} began when ${id} had no room`);
  });
}

/** Why this should not have gone out. */
function whyNot({ events, stops, rules }: Life, { at, dispatch, request, profile, before }: Sent): readonly string[] {
  const { attempt, touch } = dispatch;
  const of = (types: readonly string[], from: Instant) =>
    events.filter(
      ({ type, properties, occurredAt }) =>
        types.includes(type) && properties['loanId'] === touch.subject && from <= occurredAt && occurredAt <= at,
    );
  const begun = Math.min(...of(['asked'], -Infinity).map(({ occurredAt }) => occurredAt));
  const stopped = stops.filter(
    ({ stop, from, to }) =>
      from <= at &&
      at < to &&
      (stop.level === 'everything' || [request.journey, `loan/${touch.stage}`, attempt.channel].includes(stop.target)),
  );
  const broken = rules.filter(
    (rule) =>
      // What a person is to do, the rules have handed over themselves.
      attempt.channel !== HUMAN_CHANNEL &&
      blocksNaively(rule, request, attempt.channel, { rules, ledger: before, profile }, at),
  );
  return [
    ...of(['left'], begun).map(() => 'after an exit'),
    ...of(['paid'], begun).map(() => 'after the goal'),
    ...of(closing[touch.stage ?? ''] ?? [], begun).map(() => 'after its stage was done'),
    ...stopped.map(({ stop }) => `during a stop of ${stop.level}`),
    ...broken.map(({ id, kind }) => `against ${id}, a rule of ${kind}`),
    ...(at > touch.usefulUntil ? ['when it was useful no longer'] : []),
  ].map((why) => `${attempt.id} went out ${why}`);
}

/** Every touch has one end, and one that was not sent says why. */
function endless({ happenings }: Lived): readonly string[] {
  return happenings.flatMap((planned) => {
    if (planned.kind !== 'touch.planned') return [];
    const { id } = planned.touch;
    const ends = happenings.flatMap((one) => (one.kind === 'touch.ended' && one.touch === id ? [one.how] : []));
    const verdicts = happenings.flatMap((one) => (one.kind === 'verdict' && one.touch === id ? [one.verdict] : []));
    const reasons = happenings.flatMap((one) =>
      one.kind === 'touch.cancelled' && one.touch === id ? [one.because] : [],
    );
    return [
      ...(ends.length === 1 ? [] : [`${id} has ${ends.length} ends`]),
      ...(ends[0] === 'dropped' && verdicts.at(-1)?.blockedBy.length === 0 ? [`${id} was dropped for no reason`] : []),
      ...(ends[0] === 'cancelled' && reasons.length === 0 ? [`${id} was cancelled for no reason`] : []),
    ];
  });
}
