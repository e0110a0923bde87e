import { MissingVariableError } from './text.error.ts';

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
 * Which variables a text may use is for the policy to say. Throws MissingVariableError.
 */
export function renderText(text: string, variables: TextVariables): string {
  return text.replaceAll(variable, (_, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined || value === '') throw new MissingVariableError(name, Object.keys(variables));
    return String(value);
  });
}
