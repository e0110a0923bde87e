import { describe, expect, it } from '@jest/globals';
import { mustBeTold } from './clock-change.ts';
import { atSpeed, beaten, clockRow, forwardTo, started, stopped, type ClockRow } from './clock-row.ts';

const running = clockRow(0, 60, 0);
const still = stopped(running, 1_000);

describe('a change of the clock', () => {
  it.each<{ change: string; seen: ClockRow; now: ClockRow; wall: number; told: boolean }>([
    { change: 'nothing but a beat', seen: running, now: beaten(running, 2_000), wall: 2_000, told: false },
    { change: 'stopped', seen: running, now: stopped(running, 2_000), wall: 2_500, told: false },
    { change: 'slower', seen: running, now: atSpeed(running, 10, 2_000), wall: 2_500, told: false },
    { change: 'faster', seen: running, now: atSpeed(running, 600, 2_000), wall: 2_000, told: true },
    { change: 'started again', seen: still, now: started(still, 60_000), wall: 60_000, told: true },
    { change: 'stopped and started', seen: running, now: started(still, 2_000), wall: 2_000, told: false },
    { change: 'put forward', seen: running, now: forwardTo(running, 3_600_000, 2_000), wall: 2_000, told: true },
    {
      change: 'put forward while stopped',
      seen: still,
      now: forwardTo(still, 3_600_000, 2_000),
      wall: 2_000,
      told: true,
    },
    { change: 'a silence of five seconds', seen: running, now: beaten(running, 5_000), wall: 5_000, told: false },
    { change: 'a silence of a minute', seen: running, now: beaten(running, 60_000), wall: 60_000, told: true },
  ])('$change: told $told', ({ seen, now, wall, told }) => {
    expect(mustBeTold(seen, now, wall)).toBe(told);
  });
});
