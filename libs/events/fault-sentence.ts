import type { z } from 'zod';
import type { Json } from '#journey';
import type { Fault } from './stored-event.ts';

type Issue = z.core.$ZodIssue;

/** What zod has found, as sentences. They name no value: values may be personal, and faults are logged. */
export function faultsOf(issues: readonly Issue[], input: Json, at: readonly PropertyKey[]): Fault[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) =>
        fault([...at, key], 'is no field of an event. Put it under "properties", or leave it out.'),
      );
    return [fault([...at, ...issue.path], sentenceOf(issue, valueAt(input, issue.path)))];
  });
}

function fault(path: readonly PropertyKey[], what: string): Fault {
  const written = path
    .map((part, place) => (typeof part === 'number' ? `[${String(part)}]` : `${place === 0 ? '' : '.'}${String(part)}`))
    .join('');
  return { path: written, message: `${written === '' ? 'The event' : `"${written}"`} ${what}` };
}

function sentenceOf(issue: Issue, value: Json | undefined): string {
  if (value === undefined) return `is missing. Send ${expectedOf(issue)}.`;
  switch (issue.code) {
    case 'invalid_type':
      return `is ${kindOf(value)}. Send ${expectedOf(issue)}.`;
    case 'invalid_value':
      return `is not one of the allowed words. Send ${expectedOf(issue)}.`;
    case 'invalid_union':
      return 'has none of the allowed forms. Look its schema up.';
    case 'too_big':
      return `must be at most ${String(issue.maximum)}${issue.origin === 'number' ? '' : ' long'}. Send less.`;
    case 'too_small':
      return `must be at least ${String(issue.minimum)}${issue.origin === 'number' ? '' : ' long'}. Send more.`;
    case 'invalid_key':
      return 'has a key that is not allowed. Use lower-case words of letters, digits and hyphens.';
    default:
      return sentence(issue.message);
  }
}

/** Messages of our own are the end of a sentence; one that ends with a way out has its full stop already. */
function sentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}

function expectedOf(issue: Issue): string {
  if (issue.code === 'invalid_value') return issue.values.map((value) => `"${String(value)}"`).join(', ');
  if (issue.code === 'invalid_type') return NAMES[issue.expected] ?? `a ${issue.expected}`;
  return 'it';
}

const NAMES: { readonly [expected: string]: string } = {
  array: 'an array',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'text',
};

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return { string: 'text', number: 'a number', boolean: 'true or false', object: 'an object' }[
    typeof value as 'object'
  ];
}

function valueAt(input: Json, path: readonly PropertyKey[]): Json | undefined {
  let value: Json | undefined = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, part) ? (value as { readonly [key: PropertyKey]: Json })[part] : undefined;
  }
  return value;
}
