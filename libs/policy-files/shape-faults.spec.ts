import { describe, expect, it } from '@jest/globals';
import { definePolicy, presets, type PolicySet } from '#policy';
import { shapeFaults } from './shape-faults.ts';

const cap = { id: 'r', kind: 'cap', countOn: 'attempt', limit: 1, window: { rolling: '24h' }, onBlock: 'hold' };
const quiet = { id: 'r', kind: 'cooldown', after: ['refused'], for: { rolling: '30d' }, onBlock: 'hold' };
const hours = { id: 'r', kind: 'hours', allowed: [{ from: '09:00', to: '20:00' }], onBlock: 'hold' };
const wayOut = { id: 'c', kind: 'way out', anyOf: { en: ['STOP'] } };

describe('what is written in a policy file', () => {
  it.each<{ rule: unknown; fault: string }>([
    {
      rule: { ...cap, chanels: ['sms'] },
      fault: 'has the field `chanels`, which nobody reads in a rule of cap. Did you mean `channels`?',
    },
    {
      rule: { ...cap, onblock: 'drop' },
      fault: 'has the field `onblock`, which nobody reads in a rule of cap. Did you mean `onBlock`?',
    },
    {
      rule: { ...cap, flags: ['overdue'] },
      fault:
        'has the field `flags`, which nobody reads in a rule of cap. There are purposes, channels, id, kind, says, journeys, onBlock, overriddenBy, shadow, countOn, subject, window, limit.',
    },
    {
      rule: { ...cap, window: { rolling: '24h', calenderDays: 1 } },
      fault: 'has the field `window.calenderDays`, which nobody reads in a rule of cap. Did you mean `calendarDays`?',
    },
    {
      rule: { ...hours, allowed: [{ from: '09:00', to: '20:00', day: [1] }] },
      fault: 'has the field `allowed[0].day`, which nobody reads in a rule of hours. Did you mean `days`?',
    },
    { rule: { ...cap, channels: 'sms' }, fault: 'has `channels` of "sms". Write a list, in brackets.' },
    { rule: { ...cap, purposes: [1] }, fault: 'has `purposes[0]` of 1. Write text, in quotes.' },
    { rule: { ...cap, limit: '3' }, fault: 'has `limit` of "3". Write a number, without quotes.' },
    { rule: { ...cap, limit: null }, fault: 'has `limit` of null. Write a number, without quotes.' },
    {
      rule: { ...cap, window: '24h' },
      fault: 'has `window` of "24h". Write { "rolling": "24h" } or { "calendarDays": 1 }.',
    },
    {
      rule: { ...cap, window: null },
      fault: 'has `window` of null. Write { "rolling": "24h" } or { "calendarDays": 1 }.',
    },
    { rule: { ...cap, shadow: 'yes' }, fault: 'has `shadow` of "yes". Write true, or leave it out.' },
    { rule: { ...cap, shadow: false }, fault: 'has `shadow` of false. Write true, or leave it out.' },
    { rule: { ...cap, says: 'no more' }, fault: 'has `says` of "no more". Write { "en": "…", "zh": "…" }.' },
    { rule: { ...quiet, after: 'refused' }, fault: 'has `after` of "refused". Write a list, in brackets.' },
    { rule: { ...quiet, within: '30d' }, fault: 'has `within` of "30d". Write { "rolling": "30d" }.' },
    {
      rule: { ...quiet, for: '60d' },
      fault: 'has `for` of "60d". Write { "rolling": "30d" } or { "calendarDays": 30 }.',
    },
    {
      rule: { ...hours, allowed: [{ from: '09:00', to: '20:00', days: ['mon'] }] },
      fault:
        'has `allowed[0].days[0]` of "mon". Write a list of numbers, 1 for Monday to 7 for Sunday: [1, 2, 3, 4, 5].',
    },
    {
      rule: { ...hours, allowed: [{ from: '09:00', to: '20:00', onHolidays: 'clsed' }] },
      fault: 'has `allowed[0].onHolidays` of "clsed". Write one of open, closed, only.',
    },
    {
      rule: { ...hours, allowed: { from: '09:00' } },
      fault: 'has `allowed` of {"from":"09:00"}. Write a list, in brackets.',
    },
    {
      rule: { id: 'r', kind: 'suppress', flag: 'x' },
      fault: 'has the field `flag`, which nobody reads in a rule of suppress. Did you mean `flags`?',
    },
  ])('a rule $fault', ({ rule, fault }) => {
    expect(shapeFaults({ name: 'p', rules: [rule] })).toEqual([`Policy "p": rule "r" ${fault}`]);
  });

  it.each<{ set: unknown; fault: string }>([
    { set: 'conservative', fault: 'The policy is "conservative", which is no policy. Write an object.' },
    { set: null, fault: 'The policy is null, which is no policy. Write an object.' },
    { set: { name: 'p', rules: {} }, fault: 'Policy "p" has `rules` of {}. Write a list, in brackets.' },
    { set: { name: 'p', rules: [null] }, fault: 'Policy "p" has `rules[0]` of null. Write an object, in braces.' },
    {
      set: { name: 'p', rule: [] },
      fault: 'Policy "p" has the field `rule`, which nobody reads in a policy. Did you mean `rules`?',
    },
    {
      set: { name: 'p', rules: [], yieldWithin: '24h' },
      fault: 'Policy "p" has the field `yieldWithin`, which nobody reads in a policy. Did you mean `yieldsWithin`?',
    },
    { set: { name: 'p', rules: [], enabled: 'no' }, fault: 'Policy "p" has `enabled` of "no". Write true or false.' },
    {
      set: { name: 'p', rules: [], origin: { confidence: 'high' } },
      fault: 'Policy "p" has `origin.confidence` of "high". Write one of F, s, m, ours.',
    },
    {
      set: { name: 'p', rules: [], leavesOpen: [{ kinds: ['caps'], because: { en: 'e', zh: 'z' } }] },
      fault: 'Policy "p" has `leavesOpen[0].kinds[0]` of "caps". Write one of cap, hours, consent.',
    },
    {
      set: { name: 'p', rules: [{ kind: 'cap', limits: 3 }] },
      fault:
        'Policy "p": rule number 1 has the field `limits`, which nobody reads in a rule of cap. Did you mean `limit`?',
    },
    {
      set: { name: 'p', rules: [], content: [{ ...wayOut, anyof: {} }] },
      fault:
        'Policy "p": content rule "c" has the field `anyof`, which nobody reads in a rule of way out. Did you mean `anyOf`?',
    },
    {
      set: { name: 'p', rules: [], content: [{ ...wayOut, anyOf: ['STOP'] }] },
      fault:
        'Policy "p": content rule "c" has `anyOf` of ["STOP"]. Write phrases by language: { "en": ["STOP"], "zh": ["退订"] }.',
    },
    {
      set: { name: 'p', rules: [], content: [{ ...wayOut, anyOf: { en: 'STOP' } }] },
      fault: 'Policy "p": content rule "c" has `anyOf.en` of "STOP". Write a list, in brackets.',
    },
  ])('$fault', ({ set, fault }) => {
    expect(shapeFaults(set)).toEqual([fault]);
  });

  it('all faults come at once', () => {
    const rules = [
      { ...cap, limit: '3', chanels: [] },
      { ...quiet, after: 'refused' },
    ];
    expect(shapeFaults({ name: 'p', rules })).toHaveLength(3);
  });

  it.each(presets.map((preset) => ({ name: preset.name, preset })))(
    'the preset $name could be a file',
    ({ preset }) => {
      const written = JSON.parse(JSON.stringify(preset)) as PolicySet;
      expect(shapeFaults(written)).toEqual([]);
      expect(definePolicy(written)).toEqual(preset);
    },
  );

  it('what is missing, or has an unknown kind, is left to those who know what it is for', () => {
    expect(shapeFaults({ name: 'p', rules: [{ id: 'r' }, { id: 's', kind: 'quota', limit: 'x' }] })).toEqual([]);
  });
});
