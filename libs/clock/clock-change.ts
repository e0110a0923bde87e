import { businessAt, type ClockRow } from './clock-row.ts';

/** A silence that is shorter is noticed soon enough by whoever looks again by himself. */
const shortSilenceMs = 10_000;

/**
 * Must sleepers be told? Whoever reckoned by `seen` would wake too late by `now`: the clock was put forward, goes faster, or
 * goes on after it stood. One that was stopped or slowed wakes them too early, which costs a look and nothing else.
 */
export function mustBeTold(seen: ClockRow, now: ClockRow, wall: number): boolean {
  if (now.epochWall === seen.epochWall) return false;
  const reckoned = seen.running ? seen.epochBusiness + (wall - seen.epochWall) * seen.speed : seen.epochBusiness;
  if (businessAt(now, wall) > reckoned + 1) return true;
  const stood = !seen.running || wall - seen.heartbeatWall > shortSilenceMs;
  return now.running && (stood || now.speed > seen.speed);
}
