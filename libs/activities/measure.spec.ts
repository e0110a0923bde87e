import { describe, expect, it } from '@jest/globals';
import { wallClock } from '#clock';
import type { Happening } from '#customer';
import { measure } from './measure.ts';

type Fired = Extract<Happening, { kind: 'stall.fired' }>;

const clock = { ...wallClock(), speed: 60 };

function fired(result: Fired['result'], at: number): Happening {
  return { kind: 'stall.fired', at, run: 'r', stage: 's', stall: 't', entry: 1, result };
}

describe('how late stalls fire', () => {
  it.each<{ situation: string; happened: Happening[]; seconds: number[] }>([
    { situation: 'one hour by a clock that runs 60 times as fast', happened: [fired('touch', 0)], seconds: [60] },
    {
      situation: 'one for each that fired',
      happened: [fired('guarded', 0), fired('holdout', 3_600_000)],
      seconds: [60, 0],
    },
    { situation: 'ahead of the clock is in time', happened: [fired('touch', 3_700_000)], seconds: [0] },
    {
      situation: 'not of what was missed or is long past',
      happened: [fired('missed', 0), fired('historical', 0)],
      seconds: [],
    },
    { situation: 'nothing fired', happened: [], seconds: [] },
  ])('$situation: $seconds', ({ happened, seconds }) => {
    const measured: number[] = [];
    const meter = { touch() {}, stallLate: (late: number) => void measured.push(late) };
    measure({ clock, meter }, happened, 3_600_000);
    expect(measured).toEqual(seconds);
  });
});

it('touches are counted by the journey they were born in', () => {
  const born: string[] = [];
  const meter = { touch: (journey: string) => void born.push(journey), stallLate() {} };
  const planned = (journey: string | null) =>
    ({ kind: 'touch.planned', at: 0, touch: { journey } }) as Extract<Happening, { kind: 'touch.planned' }>;
  measure({ clock, meter }, [planned('order'), fired('guarded', 0), planned(null)], 0);
  expect(born).toEqual(['order', 'asked for']);
});
