import { MissingVariableError, VariableNotAllowedError } from './text.error.ts';

export interface TextVariables {
  readonly [name: string]: string | number | boolean;
}

const variable = /\{([A-Za-z][A-Za-z0-9_.]*)\}/g;

/** The variables that a text uses, each once, in order. */
export function variablesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(variable)].map(([, name = '']) => name))];
}

/**
 * Fills in `{name}`. Braces around anything but a name stay as they are. A value is put in as it is, never read again.
 * Throws MissingVariableError, and VariableNotAllowedError for a name that is not on the whitelist (absent: all are).
 */
export function renderText(text: string, variables: TextVariables, whitelist?: readonly string[]): string {
  return text.replaceAll(variable, (_, name: string) => {
    if (whitelist !== undefined && !whitelist.includes(name)) throw new VariableNotAllowedError(name, whitelist);
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined || value === '') throw new MissingVariableError(name, Object.keys(variables));
    return String(value);
  });
}
