import { presetNamed, type PolicySet } from '#policy';
import { PresetUnknownError } from './policy-file.error.ts';

/** Thrown: `PresetUnknownError`, which names those there are. */
export function presetSet(name: string): PolicySet {
  const preset = presetNamed(name);
  if (preset === null) throw new PresetUnknownError(name);
  return preset;
}
