import type { z } from 'zod';
import type { ConfigFault } from './config.error.ts';

/** A name as it stands in a variable: `in-app` is IN_APP. */
export function inCapitals(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}

/** Reads variables that share a prefix; an empty one is an absent one, faults are pushed, not thrown. */
export function reader<S extends { readonly [name: string]: { readonly schema: z.ZodType } }>(
  settings: S,
  prefix: string,
  env: { readonly [name: string]: string | undefined },
  faults: ConfigFault[],
) {
  return <K extends keyof S & string>(name: K): z.output<S[K]['schema']> | undefined => {
    const text = env[prefix + name];
    const schema = settings[name]?.schema;
    if (text === undefined || text === '' || schema === undefined) return undefined;
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data as z.output<S[K]['schema']>;
    for (const issue of parsed.error.issues) faults.push({ variable: prefix + name, fault: issue.message });
    return undefined;
  };
}
