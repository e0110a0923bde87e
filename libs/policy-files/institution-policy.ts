import type { ServedConfig } from '#config';
import { globalHoldout, resolvePolicy, type Policy } from '#policy';
import { readPolicyFile, type PolicyFile } from './policy-file.ts';
import { presetSet } from './preset-set.ts';

export interface InstitutionPolicy {
  readonly policy: Policy;
  readonly read: PolicyFile['read'];
}

/**
 * The policy as it is configured and written now: the global holdout, presets and files together.
 * Thrown: `PresetUnknownError`; `PolicyFileError`; `PolicyFaultsError`, when they contradict each other.
 */
export async function readInstitutionPolicy(
  { policy, holdout }: Pick<ServedConfig, 'policy' | 'holdout'>,
  sha256: (text: string) => string,
): Promise<InstitutionPolicy> {
  const presets = policy.presets.map(presetSet);
  const files = await Promise.all(policy.files.map(readPolicyFile));
  const sets = [...globalHoldout(holdout), ...presets, ...files.flatMap((file) => file.sets)];
  return { policy: resolvePolicy(sets, sha256), read: files.flatMap(({ read }) => read) };
}
