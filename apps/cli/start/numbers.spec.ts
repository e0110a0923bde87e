import { describe, expect, it } from '@jest/globals';
import { counted, told } from './numbers.ts';

const text = [
  '# HELP tendril_verdicts_total Verdicts',
  'tendril_verdicts_total{kind="send",rule="",process="worker"} 12',
  'tendril_verdicts_total{kind="hold",rule="quiet-hours",process="worker"} 1200',
  'tendril_verdicts_total{kind="hold",rule="cap",process="worker"} 3',
  'tendril_verdicts_total_other{kind="send"} 9',
].join('\n');

describe('counts of a process', () => {
  it('are summed by a label', () => {
    expect(counted(text, 'tendril_verdicts_total', 'kind')).toEqual({ send: 12, hold: 1203 });
  });

  it.each([
    { counts: { send: 12, hold: 1203 }, is: 'hold 1,203, send 12' },
    { counts: { send: 0 }, is: 'none yet' },
    { counts: {}, is: 'none yet' },
  ])('read as $is', ({ counts, is }) => {
    expect(told(counts)).toBe(is);
  });
});
