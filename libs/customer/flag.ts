import type { Instant } from '#journey';
import type { Flag } from '#policy';
import type { Turn } from './turn.ts';

/**
 * Raised twice about the same thing it is still one flag, up from the earlier word on. One whose lowering was heard of
 * first is over already.
 */
export function raiseFlag(turn: Turn, raised: Flag): void {
  const { flags } = turn.contact;
  const lowered = flags.find((other) => isSame(other, raised) && isEmpty(other) && raised.from <= other.from);
  const flag = lowered === undefined ? raised : { ...raised, to: Math.min(raised.to ?? Infinity, lowered.from) };
  const up = flags.find((other) => isSame(other, flag) && other.to === flag.to && !isEmpty(other));
  const from = up === undefined ? flag.from : Math.min(up.from, flag.from);
  turn.contact = {
    ...turn.contact,
    flags: [...flags.filter((other) => other !== up && other !== lowered), { ...flag, from }],
  };
}

/**
 * Lowers what is up about this; a word about nothing in particular lowers every flag of that name. Where nothing is up, the
 * word is kept as a flag of no length: it may have come before the one that it lowers.
 */
export function lowerFlag(turn: Turn, name: string, about: string | null, at: Instant): void {
  const { flags } = turn.contact;
  const isUp = (flag: Flag): boolean =>
    flag.flag === name &&
    (about === null || flag.about === about) &&
    flag.from <= at &&
    (flag.to === null || flag.to > at);
  if (flags.some(isUp)) {
    turn.contact = { ...turn.contact, flags: flags.map((flag) => (isUp(flag) ? { ...flag, to: at } : flag)) };
    return;
  }
  const word: Flag = { flag: name, about, from: at, to: at };
  const earlier = flags.filter((other) => isSame(other, word) && isEmpty(other));
  if (earlier.some(({ from }) => from >= at)) return;
  turn.contact = { ...turn.contact, flags: [...flags.filter((other) => !earlier.includes(other)), word] };
}

function isSame(one: Flag, other: Flag): boolean {
  return one.flag === other.flag && one.about === other.about;
}

function isEmpty({ from, to }: Flag): boolean {
  return from === to;
}
