import type { Figure } from './figure.ts';
import { benchPolicy } from './policy.bench.ts';
import { benchTransition } from './transition.bench.ts';

export function benchTransitions(quick: boolean): Promise<readonly Figure[]> {
  const { inputsPerSecond, ...detail } = benchTransition(quick ? 2_000 : 4_000, quick ? 2 : 4);
  const heard = benchTransition(quick ? 2_000 : 4_000, quick ? 2 : 4, true);
  const aim = 'at least 1,000,000';
  return Promise.resolve([
    { of: 'd', what: 'transition', value: inputsPerSecond, unit: 'inputs/s', aim, detail },
    {
      of: 'd',
      what: 'transition, by processor time',
      value: detail.inputsPerCpuSecond,
      unit: 'inputs/CPU s',
      aim,
    },
    {
      of: 'd',
      what: 'transition, heard inputs only, by processor time',
      value: heard.inputsPerCpuSecond,
      unit: 'inputs/CPU s',
      detail: { ...heard },
    },
  ]);
}

export function benchPolicyEngine(quick: boolean): Promise<readonly Figure[]> {
  const detail = benchPolicy(quick ? 10_000 : 20_000, quick ? 3 : 5);
  const figure = (what: string, unit: string, value: number, loops: number): Figure => {
    const over = { what: 'bare loops', value: loops };
    return { of: 'policy', what, value, unit, over, aim: 'at least 0.5, and 200,000/s', detail: { ...detail } };
  };
  const what = `verdicts, ${detail.rules} rules over ${detail.entries} contacts`;
  return Promise.resolve([
    figure(what, 'verdicts/s', detail.verdictsPerSecond, detail.bareLoopsPerSecond),
    figure(`${what}, by processor time`, 'verdicts/CPU s', detail.verdictsPerCpuSecond, detail.bareLoopsPerCpuSecond),
  ]);
}
