import { describe, expect, it } from '@jest/globals';
import {
  atSpeed,
  beaten,
  businessAt,
  clockRow,
  forwardTo,
  graceMs,
  runsAt,
  started,
  stopped,
  type ClockRow,
} from './index.ts';

const businessStart = Date.UTC(2026, 0, 1);
const wallStart = Date.UTC(2030, 5, 1);
const fresh = clockRow(businessStart, 60, wallStart);

/** Business milliseconds told `wallMs` after the start. */
const told = (row: ClockRow, wallMs: number) => businessAt(row, wallStart + wallMs) - businessStart;
const after = (wallMs: number) => wallStart + wallMs;

describe('business time at a wall instant', () => {
  it.each<{ situation: string; row: ClockRow; wallMs: number; businessMs: number }>([
    { situation: 'just set', row: fresh, wallMs: 0, businessMs: 0 },
    { situation: 'running', row: fresh, wallMs: 1_000, businessMs: 60_000 },
    {
      situation: 'running, beaten all the while',
      row: beaten(fresh, after(2_000)),
      wallMs: 4_000,
      businessMs: 240_000,
    },
    { situation: 'the wall put back', row: fresh, wallMs: -5_000, businessMs: 0 },
    { situation: 'silent for an hour', row: fresh, wallMs: 3_600_000, businessMs: graceMs * 60 },
    { situation: 'stopped', row: stopped(fresh, after(1_000)), wallMs: 9_000, businessMs: 60_000 },
    {
      situation: 'stopped, beaten and started',
      row: started(beaten(stopped(fresh, after(1_000)), after(8_000)), after(9_000)),
      wallMs: 10_000,
      businessMs: 120_000,
    },
    {
      situation: 'silent overnight, then beaten',
      row: beaten(fresh, after(40_000_000)),
      wallMs: 40_001_000,
      businessMs: graceMs * 60 + 60_000,
    },
    { situation: 'slowed down', row: atSpeed(fresh, 1, after(1_000)), wallMs: 2_000, businessMs: 61_000 },
    { situation: 'a fraction of a millisecond', row: atSpeed(fresh, 0.001, after(0)), wallMs: 1_500, businessMs: 1 },
    {
      situation: 'put forward',
      row: forwardTo(fresh, businessStart + 86_400_000, after(1_000)),
      wallMs: 1_000,
      businessMs: 86_400_000,
    },
    {
      situation: 'put forward to the past',
      row: forwardTo(fresh, businessStart - 1, after(1_000)),
      wallMs: 1_000,
      businessMs: 60_000,
    },
  ])('$situation', ({ row, wallMs, businessMs }) => {
    expect(told(row, wallMs)).toBe(businessMs);
  });
});

it.each([
  { situation: 'beaten a second ago', row: fresh, wallMs: 1_000, runs: true },
  { situation: 'silent for longer than the grace', row: fresh, wallMs: graceMs + 1, runs: false },
  { situation: 'stopped', row: stopped(fresh, wallStart), wallMs: 0, runs: false },
])('$situation: running is $runs', ({ row, wallMs, runs }) => {
  expect(runsAt(row, after(wallMs))).toBe(runs);
});

it.each([
  { change: 'stopped', next: stopped },
  { change: 'beaten', next: beaten },
  { change: 'started', next: started },
  { change: 'slowed down', next: (row: ClockRow, wall: number) => atSpeed(row, 1, wall) },
])('being $change moves no instant, whether alive or silent before', ({ next }) => {
  for (const wallMs of [0, 999, graceMs, graceMs + 1, 10_000_000]) {
    expect(told(next(fresh, after(wallMs)), wallMs)).toBe(told(fresh, wallMs));
  }
});
