import { describe, expect, it } from '@jest/globals';
import { decide, firstPolicy, presetNamed, presets, resolvePolicy } from '#policy';
import { conservativeRows } from './conservative.table.ts';
import { at, customer, line, sha256, touch } from './policy.builder.ts';
import { rows } from './preset.table.ts';

const table = [...rows, ...conservativeRows];

describe('presets', () => {
  it.each(table)('$preset: $situation', ({ preset, zone, asked, more, ledger = [], profile = {}, answer }) => {
    const set = presetNamed(preset);
    const policy = resolvePolicy(set === null ? [] : [set], sha256);
    expect(line(decide(touch(more), ledger, customer([zone], profile), policy, at(asked)))).toBe(answer);
  });

  it.each(presets.map((preset) => ({ name: preset.name, preset })))(
    '$name has number, source, date, confidence, notes and a row above',
    ({ name, preset }) => {
      expect(preset.origin).toEqual({
        number: expect.stringMatching(/./),
        source: expect.stringMatching(/./),
        asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        confidence: expect.stringMatching(/^(F|s|m|ours)$/),
        notes: expect.stringMatching(/./),
      });
      expect(table.filter((row) => row.preset === name)).not.toEqual([]);
    },
  );

  it.each(presets.flatMap(({ rules }) => rules.map((rule) => ({ id: rule.id, rule }))))(
    '$id says in English and in Chinese what it asks for',
    ({ rule: { says } }) => {
      expect(says).toEqual({ en: expect.stringMatching(/^[ -~’]+$/), zh: expect.stringMatching(/\p{sc=Han}/u) });
    },
  );

  it('all presets together are in force without contradiction, and the most restrictive wins', () => {
    const everything = resolvePolicy(presets, sha256);
    expect(everything.sets).toEqual(presets.map(({ name }) => name));
    // 09:30 in Shanghai: open by all hours but those of in-trai (10:00) for marketing calls.
    const answer = decide(
      touch({ purpose: 'marketing', channels: ['call'] }),
      [],
      customer(['Asia/Shanghai']),
      everything,
      at('2026-05-11 01:30'),
    );
    expect(line(answer)).toBe('hold call until 2026-05-11 02:00 (in-trai.hours)');
  });

  it('an institution that has chosen nothing starts with conservative', () => {
    expect(firstPolicy(sha256).sets).toEqual(['conservative']);
  });
});
