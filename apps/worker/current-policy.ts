import { readFile, stat } from 'node:fs/promises';
import type { ServedConfig } from '#config';
import { definePolicy, globalHoldout, presetNamed, resolvePolicy, type Policy, type PolicySet } from '#policy';
import { PolicyFileError, PresetUnknownError } from './policy-source.error.ts';

const LOOK_EVERY_MS = 2_000;

/**
 * The institution's policy as it is now: presets, files and the global holdout together. Before any other rule a verdict looks
 * whether the customer is held out; it is recorded with the verdict, as the rule `global-holdout`. Files are looked at again every two seconds, so that
 * a new one takes effect without a restart: on the next verdict of every touch, held ones too. One that has become wrong changes nothing: the last good policy stays, and
 * `faulty` is told why.
 *
 * Decision: who has what is held looked at anew? Options: (a) a worker that notices the change, (b) nobody before the hold
 * ends, (c) the operator. A stricter policy needs nobody: nothing goes out without a fresh verdict. For a looser one (a)
 * would wake everybody once per process, some while others still read the old file, and again at each correction. So (b),
 * and (c) by `tendril policy look-again`, once the files are in place everywhere.
 */
export class CurrentPolicy {
  readonly #presets: readonly PolicySet[];
  readonly #files: readonly string[];
  readonly #sha256: (text: string) => string;
  readonly #faulty: (error: unknown) => void;
  readonly #wall: () => number;
  #policy: Policy | null = null;
  #written = '';
  #lookedAt = 0;

  constructor(
    { policy, holdout }: Pick<ServedConfig, 'policy' | 'holdout'>,
    sha256: (text: string) => string,
    faulty: (error: unknown) => void,
    wall: () => number = Date.now,
  ) {
    this.#wall = wall;
    const presets = policy.presets.map((name) => {
      const preset = presetNamed(name);
      if (preset === null) throw new PresetUnknownError(name);
      return preset;
    });
    this.#presets = [...globalHoldout(holdout), ...presets];
    this.#files = policy.files;
    this.#sha256 = sha256;
    this.#faulty = faulty;
  }

  async now(): Promise<Policy> {
    const known = this.#policy;
    if (known !== null && this.#wall() - this.#lookedAt < LOOK_EVERY_MS) return known;
    this.#lookedAt = this.#wall();
    try {
      return await this.#look();
    } catch (error) {
      if (known === null) throw error;
      this.#faulty(error);
      return known;
    }
  }

  async #look(): Promise<Policy> {
    const written = (await Promise.all(this.#files.map(async (file) => (await stat(file)).mtimeMs))).join();
    if (this.#policy === null || written !== this.#written) {
      const sets = await Promise.all(this.#files.map(setIn));
      this.#policy = resolvePolicy([...this.#presets, ...sets], this.#sha256);
      this.#written = written;
    }
    return this.#policy;
  }
}

async function setIn(file: string): Promise<PolicySet> {
  try {
    return definePolicy(JSON.parse(await readFile(file, 'utf8')) as PolicySet);
  } catch (error) {
    throw new PolicyFileError(file, error);
  }
}
