export { readInstitutionPolicy } from './institution-policy.ts';
export type { InstitutionPolicy } from './institution-policy.ts';
export { readPolicyFile } from './policy-file.ts';
export type { PolicyFile } from './policy-file.ts';
export { PolicyFileError, PresetUnknownError } from './policy-file.error.ts';
export { presetSet } from './preset-set.ts';
