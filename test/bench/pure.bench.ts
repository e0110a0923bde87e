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
  const { verdictsPerSecond, bareLoopsPerSecond, ...detail } = benchPolicy(quick ? 10_000 : 20_000, quick ? 3 : 5);
  return Promise.resolve([
    {
      of: 'policy',
      what: 'verdicts, 20 rules over 200 contacts',
      value: verdictsPerSecond,
      unit: 'verdicts/s',
      over: { what: 'bare loops/s', value: bareLoopsPerSecond },
      aim: 'at least 0.5, and 200,000/s',
      detail,
    },
  ]);
}
