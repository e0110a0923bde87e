import { describe, expect, it } from '@jest/globals';
import { presets, resolvePolicy } from '#policy';
import type { PolicySet } from '#policy';
import { explainSet, policyText } from './policy.text.ts';

const linesOf = (more: Partial<PolicySet>): readonly string[] =>
  explainSet({ name: 'ours', rules: [], ...more }).slice(2, -2);

describe('a set in plain words', () => {
  it.each<{ situation: string; set: Partial<PolicySet>; says: readonly string[] }>([
    {
      situation: 'a cap of one',
      set: {
        rules: [{ id: 'one', kind: 'cap', countOn: 'attempt', window: { calendarDays: 1 }, limit: 1, onBlock: 'hold' }],
      },
      says: [
        'one (cap; every purpose by every channel)',
        "  at most 1 attempt in a day of the customer's calendar per person; else it waits",
      ],
    },
    {
      situation: 'a quiet time',
      set: { rules: [{ id: 'quiet', kind: 'cooldown', after: ['refused'], for: { rolling: '30d' }, onBlock: 'drop' }] },
      says: [
        'quiet (cooldown; every purpose by every channel)',
        '  30d of quiet per person after refused; else it is dropped',
      ],
    },
    {
      situation: 'a way out',
      set: {
        content: [
          {
            id: 'out',
            kind: 'way out',
            purposes: ['marketing'],
            channels: ['sms'],
            anyOf: { en: ['STOP'], zh: ['退订'] },
          },
        ],
      },
      says: [
        'out (texts: way out; marketing by sms)',
        '  says how to refuse, in one of these:',
        '    en: STOP',
        '    zh: 退订',
        '  else it does not go out, and the next channel is tried',
      ],
    },
    {
      situation: 'words that never leave, and the variables that may',
      set: {
        content: [
          { id: 'words', kind: 'forbidden', words: ['no risk', '零风险'] },
          { id: 'names', kind: 'variables', allowed: ['amount'] },
        ],
      },
      says: [
        'words (texts: forbidden; every purpose by every channel)',
        '  never says: no risk, 零风险',
        '  else it does not go out, and the next channel is tried',
        '',
        'names (texts: variables; every purpose by every channel)',
        '  has no variable but: amount',
        '  else it does not go out, and the next channel is tried',
      ],
    },
  ])('$situation', ({ set, says }) => {
    expect(linesOf(set)).toEqual(says);
  });

  it.each(presets)('$name leaves no rule out', (preset) => {
    const text = explainSet(preset).join('\n');
    const ids = [...preset.rules, ...(preset.content ?? [])].map(({ id }) => id);
    expect(ids.filter((id) => !text.includes(`${id} (`))).toEqual([]);
  });
});

describe('a policy in plain words', () => {
  it.each<{ spread: string; set: Partial<PolicySet>; says: readonly string[] }>([
    { spread: 'none', set: {}, says: [] },
    {
      spread: 'ten minutes',
      set: { spreadsOver: '10m' },
      says: ['  what a window lets go for many at once is spread over 10 minutes'],
    },
  ])('with a spread of $spread', ({ set, says }) => {
    const policy = resolvePolicy([{ name: 'ours', rules: [], ...set }], () => 'hash');
    expect(policyText(policy).filter((line) => line.includes('spread'))).toEqual(says);
  });
});
