import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { ServedConfig } from '#config';
import { definePolicy, firstPolicy, globalHoldout, presetNamed, presets, resolvePolicy } from '#policy';
import type { Policy, PolicySet } from '#policy';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';
import { readJsonFile } from './read-json-file.ts';

/**
 * Presets by name and policy files by path, with commas between them; the most restrictive rule wins. Null: the policy
 * that the product starts with; `none`: no rules.
 *
 * Thrown: CommandFailure naming the presets there are; PolicyFaultsError when a file's rules contradict themselves.
 */
export async function loadPolicy(names: string | null, folders: readonly string[]): Promise<Policy> {
  if (names === null) return firstPolicy(sha256);
  return Promise.resolve(resolvePolicy(setsNamed(names, folders), sha256));
}

/** The policy that is in force now, as the worker reads it: with the global holdout. */
export async function policyInForce({ policy, holdout }: ServedConfig): Promise<Policy> {
  const sets = setsNamed([...policy.presets, ...policy.files].join(','), []);
  return Promise.resolve(resolvePolicy([...globalHoldout(holdout), ...sets], sha256));
}

function setsNamed(names: string, folders: readonly string[]): readonly PolicySet[] {
  return names.split(',').flatMap((name) => setsOf(name.trim(), folders));
}

function setsOf(name: string, folders: readonly string[]): readonly PolicySet[] {
  if (name === 'none') return [{ name: 'none', rules: [] }];
  const preset = presetNamed(name);
  if (preset !== null) return [preset];
  const file = [name, ...folders.map((folder) => join(folder, name))].find((path) => existsSync(path));
  if (file === undefined) {
    throw new CommandFailure(
      `"${name}" is neither a preset nor a file. The presets are ${presets.map((known) => known.name).join(', ')}.`,
      ExitCode.usage,
    );
  }
  return [readJsonFile(file)].flat().map((set) => definePolicy(set as PolicySet));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
