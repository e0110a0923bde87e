import type { z } from 'zod';
import { nearWord } from './near-word.ts';
import { contentShapes, ruleShapes, setShape } from './written-shape.ts';

type Issue = z.core.$ZodIssue;

/** What a file writes that nobody reads, or with another type: a misspelt field would be a rule that is not there. */
export function shapeFaults(set: unknown): readonly string[] {
  const name = nameOf(set, 'name');
  const where = name === null ? 'The policy' : `Policy "${name}"`;
  const faults = faultsBy(setShape, set, 'a policy').map((fault) => `${where} ${fault}`);
  // What is no list, or holds what is no rule, has been named.
  if (faults.length > 0) return faults;
  const { rules = [], content = [] } = set as { rules?: readonly object[]; content?: readonly object[] };
  return [...rulesFaults(rules, 'rule', ruleShapes), ...rulesFaults(content, 'content rule', contentShapes)].map(
    (fault) => `${where}: ${fault}`,
  );
}

type Shapes = { readonly [kind: string]: z.ZodObject };

function rulesFaults(rules: readonly object[], what: string, shapes: Shapes): readonly string[] {
  return rules.flatMap((rule, index) => {
    const kind = nameOf(rule, 'kind') ?? '';
    const shape = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
    if (shape === undefined) return [];
    const id = nameOf(rule, 'id');
    const called = id === null ? `${what} number ${index + 1}` : `${what} "${id}"`;
    return faultsBy(shape, rule, `a rule of ${kind}`).map((fault) => `${called} ${fault}`);
  });
}

function faultsBy(shape: z.ZodObject, written: unknown, of: string): readonly string[] {
  const { error } = shape.safeParse(written);
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unreadFault([...issue.path, key], fieldsAt(shape, issue.path), of))
      : [typeFault(issue, written, of)],
  );
}

function unreadFault(path: readonly PropertyKey[], fields: readonly string[], of: string): string {
  const near = nearWord(String(path.at(-1)), fields);
  const has = `has the field \`${pathText(path)}\`, which nobody reads in ${of}.`;
  return near === null ? `${has} There are ${fields.join(', ')}.` : `${has} Did you mean \`${near}\`?`;
}

function typeFault(issue: Issue, written: unknown, of: string): string {
  const value = JSON.stringify(valueAt(written, issue.path))?.slice(0, 60) ?? 'nothing';
  if (issue.path.length === 0) return `is ${value}, which is no ${of.replace(/^an? /, '')}. Write an object.`;
  return `has \`${pathText(issue.path)}\` of ${value}. Write ${FORMS[fieldOf(issue.path)] ?? expectedBy(issue)}.`;
}

function expectedBy(issue: Issue): string {
  if (issue.code === 'invalid_value') {
    const [only, ...others] = issue.values.map(String);
    return others.length === 0 ? `${only}, or leave it out` : `one of ${[only, ...others].join(', ')}`;
  }
  if (issue.code === 'invalid_type') return EXPECTED[issue.expected] ?? `a ${issue.expected}`;
  return issue.message;
}

/** Of these fields the type alone would not tell what to write. */
const FORMS: { readonly [field: string]: string } = {
  window: '{ "rolling": "24h" } or { "calendarDays": 1 }',
  for: '{ "rolling": "30d" } or { "calendarDays": 30 }',
  within: '{ "rolling": "30d" }',
  days: 'a list of numbers, 1 for Monday to 7 for Sunday: [1, 2, 3, 4, 5]',
  says: '{ "en": "…", "zh": "…" }',
  anyOf: 'phrases by language: { "en": ["STOP"], "zh": ["退订"] }',
};

function fieldOf(path: readonly PropertyKey[]): string {
  return String(path.findLast((part) => typeof part !== 'number'));
}

const EXPECTED: { readonly [expected: string]: string } = {
  array: 'a list, in brackets',
  boolean: 'true or false',
  number: 'a number, without quotes',
  object: 'an object, in braces',
  record: 'an object, in braces',
  string: 'text, in quotes',
};

/** The fields of what stands at this path: of the list's items where it leads into a list. */
function fieldsAt(shape: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let at = shape as { def: { innerType?: z.ZodType; element?: z.ZodType }; shape?: { [field: string]: z.ZodType } };
  const into = (next: z.ZodType | undefined) => {
    at = (next ?? at) as typeof at;
    while (at.def.innerType !== undefined) at = at.def.innerType as unknown as typeof at;
  };
  for (const part of path) into(typeof part === 'number' ? at.def.element : at.shape?.[String(part)]);
  return Object.keys(at.shape ?? {});
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, nth) => (typeof part === 'number' ? `[${part}]` : `${nth > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

function valueAt(written: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (value, part) => (value as { readonly [part: PropertyKey]: unknown } | undefined)?.[part],
    written,
  );
}

function nameOf(written: unknown, field: string): string | null {
  const value: unknown = (written as { readonly [field: string]: unknown } | null)?.[field];
  return typeof value === 'string' && value !== '' ? value : null;
}
