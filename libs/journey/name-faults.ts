const plainName = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u;
const plainId = /^[a-z0-9][a-z0-9-]*$/;

/** Names become parts of run and touch ids, which a slash divides. */
export function nameFaults(what: string, name: unknown): readonly string[] {
  if (typeof name === 'string' && plainName.test(name)) return [];
  return [`${what} is called ${JSON.stringify(name)}. Use letters, digits, spaces, dots, hyphens and underscores.`];
}

export function idFaults(what: string, id: unknown): readonly string[] {
  if (typeof id === 'string' && plainId.test(id)) return [];
  return [`${what} is ${JSON.stringify(id)}. Use small letters, digits and hyphens.`];
}

/** Names that come up more than once, each said once. */
export function duplicates(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
