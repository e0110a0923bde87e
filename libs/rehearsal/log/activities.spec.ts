import { describe, expect, it } from '@jest/globals';
import { Activities } from './activities.ts';

describe('Activities', () => {
  it('counts what is not listed, the most frequent first', () => {
    const activities = new Activities(new Map([['known', []]]), true);
    for (const lifecycle of ['a', 'b', 'b']) activities.of('new', lifecycle).unlistedRows += 1;
    activities.of('known', 'a');
    expect(Object.entries(activities.unlisted())).toEqual([
      ['new/b', 2],
      ['new/a', 1],
    ]);
  });

  it('keeps its memory where a column of ids was taken for the activity', () => {
    const activities = new Activities(new Map([['known', ['meaning']]]), false, 2);
    for (const id of ['1', '2', '3', '4']) activities.of(id, undefined).unlistedRows += 1;
    expect(activities.unlisted()).toEqual({ '1': 1, '2': 1, '(all other activities)': 2 });
    expect(activities.of('known', undefined).meanings).toEqual(['meaning']);
  });
});
