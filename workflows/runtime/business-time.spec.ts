import { expect, it } from '@jest/globals';
import type { ClockReading } from '#activities';
import { BusinessTime } from './business-time.ts';

const DAY = 86_400_000;
const began = Date.parse('2026-03-02T09:00:00Z');
const clock: ClockReading = { business: began, wall: began, speed: 60, running: true, isWall: false };
const wallClock: ClockReading = { ...clock, speed: 1, isWall: true };

it('does not go on unless it is told to: by a timer, or by a reading', () => {
  const time = new BusinessTime(clock);
  expect(time.told).toBe(began);
  time.reached(began + 1_000);
  expect(time.told).toBe(began + 1_000);
  time.hear({ ...clock, business: began + 5_000 });
  expect(time.told).toBe(began + 5_000);
});

it('is not told by a timer that rings too late what it has long heard', () => {
  const time = new BusinessTime(clock);
  time.hear({ ...clock, business: began + 5_000 });
  time.reached(began + 1_000);
  expect(time.told).toBe(began + 5_000);
});

it.each([
  { when: 'when it stands still', then: (time: BusinessTime) => time.hear({ ...clock, running: false }) },
  { when: 'when it was changed, and nobody has read it since', then: (time: BusinessTime) => time.doubt() },
])('believes no timer $when', ({ then }) => {
  const time = new BusinessTime(clock);
  then(time);
  expect(time.isStill).toBe(true);
  time.reached(began + 1_000);
  expect(time.told).toBe(began);
});

it('goes back with a clock that turns out to be behind what was reckoned', () => {
  const time = new BusinessTime(clock);
  time.reached(began + 1_000);
  time.hear({ ...clock, business: began + 10 });
  expect(time.told).toBe(began + 10);
});

it('does not go back on the wall clock of a machine that is behind, nor doubt it', () => {
  const time = new BusinessTime(wallClock);
  time.reached(began + 1_000);
  time.hear({ ...wallClock, business: began + 10 });
  time.doubt();
  expect({ told: time.told, isStill: time.isStill }).toEqual({ told: began + 1_000, isStill: false });
});

it('sets no timer that is longer than Temporal keeps one', () => {
  const time = new BusinessTime(wallClock);
  expect(time.towards(began + 3 * DAY)).toBe(began + 3 * DAY);
  expect(time.towards(began + 900 * DAY)).toBe(began + 200 * DAY);
});

it('says when the wall will be where business time is due, by the clock as it was last read', () => {
  const time = new BusinessTime(clock);
  expect(time.wallOf(began + 60_000)).toBe(began + 1_000);
  time.hear({ ...clock, business: began + 30_000, wall: began + 100 });
  expect(time.wallOf(began + 60_000)).toBe(began + 600);
  expect(new BusinessTime(wallClock).wallOf(began + 60_000)).toBe(began + 60_000);
});

it('looks ever less often at a clock that stands still, and often again once it has run', () => {
  const time = new BusinessTime({ ...clock, running: false });
  expect([time.nextLook(), time.nextLook(), time.nextLook()]).toEqual([500, 1_000, 2_000]);
  time.hear(clock);
  expect(time.nextLook()).toBe(500);
});
