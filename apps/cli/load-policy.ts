import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { firstPolicy, presetNamed, resolvePolicy } from '#policy';
import type { Policy, PolicySet } from '#policy';
import { environment, parseConfig, withRunningServers } from '#config';
import { presetSet, readInstitutionPolicy, readPolicyFile } from '#policy-files';

/**
 * Presets by name and policy files by path, with commas between them; the most restrictive rule wins. Null: the policy
 * that the product starts with; `none`: no rules.
 *
 * Thrown: PresetUnknownError naming the presets there are; PolicyFileError, PolicyFaultsError when a file or the rules
 * together have faults.
 */
export async function loadPolicy(names: string | null, folders: readonly string[]): Promise<Policy> {
  if (names === null) return firstPolicy(sha256);
  const sets = await Promise.all(names.split(',').map((name) => setsNamed(name.trim(), folders)));
  return resolvePolicy(sets.flat(), sha256);
}

/** The institution's policy, as a worker would take it: by the variables set here, else by those of what runs on this machine. */
export async function configuredPolicy(): Promise<Policy> {
  return (await readInstitutionPolicy(parseConfig(withRunningServers(environment())), sha256)).policy;
}

/** One preset by its name, or all the sets of a policy file. Thrown: as by `loadPolicy`. */
export async function setsNamed(name: string, folders: readonly string[]): Promise<readonly PolicySet[]> {
  if (name === 'none') return [{ name, rules: [] }];
  const file = [name, ...folders.map((folder) => join(folder, name))].find((path) => existsSync(path));
  return presetNamed(name) !== null || file === undefined ? [presetSet(name)] : (await readPolicyFile(file)).sets;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
