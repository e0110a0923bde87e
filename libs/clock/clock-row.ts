/**
 * Business time as it is persisted: at wall instant `epochWall` it was `epochBusiness`, and since then it has run
 * `speed` times as fast as the wall, if `running`. All instants in milliseconds since 1970.
 *
 * Decision: how does time stand still while the product is down? Options: (a) write "stopped" when the product ends,
 * (b) find out at the next start how long it was down, (c) let every beat of the product allow the clock a little more
 * time. (a) says nothing of a crash; (b) needs somebody who starts first and makes readers of one moment disagree
 * before that. So (c): no reader's time passes `heartbeatWall + graceMs`, wherever it runs, and the first beat after a
 * silence goes on from exactly there. A database that is down stops the clock by itself, as nobody can beat.
 */
export interface ClockRow {
  readonly epochBusiness: number;
  readonly epochWall: number;
  readonly speed: number;
  readonly running: boolean;
  readonly heartbeatWall: number;
}

/** How long the clock goes on after the last beat; at most this much wall time is told while nobody is there. */
export const graceMs = 3_000;

/** How often the keeper beats. */
export const beatMs = 1_000;

/** A clock that begins at `business` and runs. */
export function clockRow(business: number, speed: number, wall: number): ClockRow {
  return { epochBusiness: business, epochWall: wall, speed, running: true, heartbeatWall: wall };
}

/** Business time at a wall instant. */
export function businessAt(row: ClockRow, wall: number): number {
  if (!row.running) return row.epochBusiness;
  const told = Math.min(wall, row.heartbeatWall + graceMs);
  return row.epochBusiness + Math.max(0, Math.floor((told - row.epochWall) * row.speed));
}

/** Does the clock run at this wall instant: neither stopped nor silent? */
export function runsAt(row: ClockRow, wall: number): boolean {
  return row.running && wall <= row.heartbeatWall + graceMs;
}

/** The product is alive at `wall`: after a silence time goes on from where it stood. */
export function beaten(row: ClockRow, wall: number): ClockRow {
  if (runsAt(row, wall)) return { ...row, heartbeatWall: Math.max(row.heartbeatWall, wall) };
  return rebased(row, wall);
}

export function stopped(row: ClockRow, wall: number): ClockRow {
  return { ...rebased(row, wall), running: false };
}

export function started(row: ClockRow, wall: number): ClockRow {
  return { ...rebased(row, wall), running: true };
}

export function atSpeed(row: ClockRow, speed: number, wall: number): ClockRow {
  return { ...rebased(row, wall), speed };
}

/** Put forward to a business instant; the clock never goes back, so an earlier instant changes nothing. */
export function forwardTo(row: ClockRow, business: number, wall: number): ClockRow {
  const now = rebased(row, wall);
  return { ...now, epochBusiness: Math.max(now.epochBusiness, business) };
}

function rebased(row: ClockRow, wall: number): ClockRow {
  return { ...row, epochBusiness: businessAt(row, wall), epochWall: wall, heartbeatWall: wall };
}
