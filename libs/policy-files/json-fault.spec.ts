import { describe, expect, it } from '@jest/globals';
import { jsonFault } from './json-fault.ts';

const faultOf = (text: string): string => {
  try {
    JSON.parse(text);
    return 'none';
  } catch (error) {
    return jsonFault(text, error as Error);
  }
};

const rule = '{ "id": "one", "kind": "cap" }';

describe('what is wrong with JSON', () => {
  it.each([
    { situation: 'a comma after the last rule', text: `{ "rules": [\n  ${rule},\n  ${rule},\n] }`, line: 4 },
    { situation: 'a comma after the last field', text: '{\n  "name": "house",\n}', line: 3 },
    { situation: 'a remark', text: `{\n  "name": "house",\n  // our own\n  "rules": [] }`, line: 3 },
    { situation: 'a remark before all', text: '// our own\n{ "name": "house" }', line: 1 },
    { situation: 'quotes of another kind', text: `{ "rules": [\n${rule}],\n  "name": 'house' }`, line: 3 },
    { situation: 'a comma left out', text: '{ "name": "house"\n  "rules": [] }', line: 2 },
  ])('$situation is found in line $line', ({ text, line }) => {
    expect(faultOf(text)).toMatch(
      new RegExp(`^it is no JSON: line ${line}: .*no comma before a closing bracket\\.$`, 's'),
    );
  });

  it.each([{ text: '' }, { text: '{ "name": "house", "rules": [' }])(
    'an end that comes early is said: $text',
    ({ text }) => {
      expect(faultOf(text)).toBe('it is no JSON: it ends before its last bracket is closed.');
    },
  );

  it('where the same stands twice, no line is said rather than a wrong one', () => {
    const twice = '"aaaaaaaaaaaaaaaaaaaa",\n]          ';
    expect(faultOf(`[${twice}\n${twice}`)).toMatch(/^it is no JSON: Unexpected token '\]'/);
  });
});
