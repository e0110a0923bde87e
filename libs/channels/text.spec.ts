import { describe, expect, it } from '@jest/globals';
import { renderText, variablesIn } from './index.ts';

describe('a text with its variables filled in', () => {
  it.each<{ text: string; variables: Record<string, string | number | boolean>; is: string }>([
    {
      text: 'Bill of {amount} due {dueOn}.',
      variables: { amount: 120.5, dueOn: '2026-02-01' },
      is: 'Bill of 120.5 due 2026-02-01.',
    },
    { text: '{a}{a}', variables: { a: 'x' }, is: 'xx' },
    { text: '额度 {limit} 元', variables: { limit: 0 }, is: '额度 0 元' },
    { text: 'no { brace } is {} a variable {1}', variables: {}, is: 'no { brace } is {} a variable {1}' },
    { text: '{a}', variables: { a: '{b} $& $1' }, is: '{b} $& $1' },
  ])('$text', ({ text, variables, is }) => {
    expect(renderText(text, variables)).toBe(is);
  });

  it.each([
    { text: '{amount}', variables: {} },
    { text: '{amount}', variables: { amount: '' } },
    { text: '{constructor}', variables: {} },
  ])('$text of $variables is not sent with a hole in it', ({ text, variables }) => {
    expect(() => renderText(text, variables)).toThrow(
      expect.objectContaining({ code: 'missing_variable', retryable: false, mayHaveGoneOut: false }),
    );
  });

  it('names its variables once each', () => {
    expect(variablesIn('{b} {a} {b} {c.d}')).toEqual(['b', 'a', 'c.d']);
  });
});
