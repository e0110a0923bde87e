import type { Instant } from '#journey';
import type { Flag } from '#policy';
import type { Turn } from './turn.ts';

/** Raised twice about the same thing it is still one flag, up from the earlier word on. */
export function raiseFlag(turn: Turn, flag: Flag): void {
  const { flags } = turn.contact;
  const up = flags.find((other) => other.flag === flag.flag && other.about === flag.about && other.to === flag.to);
  const from = up === undefined ? flag.from : Math.min(up.from, flag.from);
  turn.contact = { ...turn.contact, flags: [...flags.filter((other) => other !== up), { ...flag, from }] };
}

/** Lowers what is up about this; a word about nothing in particular lowers every flag of that name. */
export function lowerFlag(turn: Turn, name: string, about: string | null, at: Instant): void {
  const flags = turn.contact.flags.map((flag) =>
    flag.flag === name &&
    (about === null || flag.about === about) &&
    flag.from <= at &&
    (flag.to === null || flag.to > at)
      ? { ...flag, to: at }
      : flag,
  );
  turn.contact = { ...turn.contact, flags };
}
