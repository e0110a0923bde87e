import type { Rolling } from './rule.ts';

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const ROLLING = /^(\d+(?:\.\d+)?)([smhd])$/;

/** Milliseconds of `90m`, `24h`, `7d`; null for what has no unit or is not a length of time. */
export function rollingMs(text: unknown): number | null {
  const match = typeof text === 'string' ? ROLLING.exec(text) : null;
  if (match === null) return null;
  const ms = Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
  return Number.isSafeInteger(ms) && ms > 0 ? ms : null;
}

/** What to say of a time that `rollingMs` cannot read, after its name. */
export function timeFault(written: unknown): string {
  const isBare = /^[\d.]+$/.test(String(written));
  return `${JSON.stringify(written)}${isBare ? ' without a unit' : ', which is no length of time'}. Write 90m, 24h or 7d.`;
}

/** Milliseconds of what has been validated. */
export function lengthOf(rolling: Rolling): number {
  const ms = rollingMs(rolling);
  if (ms === null) throw new RangeError(`"${rolling}" is no length of time. Write for example 90m, 24h or 7d.`);
  return ms;
}
