import type { Verdict } from './verdict.ts';
import { YIELDS } from './yield-to.ts';

/** What stands against a touch, for whoever puts it into words. */
export type Cause =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'yield' | 'use is over' | 'no channel' }
  | { readonly kind: 'stop'; readonly level: string; readonly target: string };

/** Without what only says that time or channels have run out. */
export function causesOf({ blockedBy }: Verdict): readonly Cause[] {
  return blockedBy.map(causeOf).filter(({ kind }) => kind !== 'use is over' && kind !== 'no channel');
}

/** `stop:channel:sms` is a stop of the channel sms. */
export function causeOf(word: string): Cause {
  if (word === YIELDS) return { kind: 'yield' };
  if (word === 'useful-until') return { kind: 'use is over' };
  if (word === 'no-channel') return { kind: 'no channel' };
  const [kind, level = '', ...target] = word.split(':');
  if (kind !== 'stop') return { kind: 'rule', rule: word };
  return { kind, level, target: level === 'everything' ? '' : target.join(':') };
}
