import { stat } from 'node:fs/promises';
import type { ServedConfig } from '#config';
import type { Policy } from '#policy';
import { readInstitutionPolicy, type InstitutionPolicy } from '#policy-files';

export const LOOK_EVERY_MS = 2_000;

export interface PolicyListener {
  /** Told before the first verdict by this policy. One that it refuses is not taken. */
  readonly adopted: (policy: Policy) => Promise<void>;
  /** The files have become wrong, or a policy was refused: the one before stays in force. Told once for each new reason. */
  readonly faulty: (error: unknown) => void;
  /** What is on disk is in force again. */
  readonly sound: () => void;
}

interface Ports extends PolicyListener {
  readonly sha256: (text: string) => string;
  readonly wall: () => number;
}

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
  readonly #config: Pick<ServedConfig, 'policy' | 'holdout'>;
  readonly #ports: Ports;
  #known: InstitutionPolicy | null = null;
  #lookedAt = 0;
  #toldOf = '';

  constructor(config: Pick<ServedConfig, 'policy' | 'holdout'>, ports: Ports) {
    this.#config = config;
    this.#ports = ports;
  }

  async now(): Promise<Policy> {
    const known = this.#known;
    const wall = this.#ports.wall();
    if (known !== null && wall - this.#lookedAt < LOOK_EVERY_MS) return known.policy;
    this.#lookedAt = wall;
    try {
      const policy = await this.#look(known);
      if (this.#toldOf !== '') this.#ports.sound();
      this.#toldOf = '';
      return policy;
    } catch (error) {
      if (known === null) throw error;
      this.#tellOnce(error);
      return known.policy;
    }
  }

  #tellOnce(error: unknown): void {
    const told = String(error);
    if (told !== this.#toldOf) this.#ports.faulty(error);
    this.#toldOf = told;
  }

  async #look(known: InstitutionPolicy | null): Promise<Policy> {
    if (known !== null && (await isUnchanged(known))) return known.policy;
    const found = await readInstitutionPolicy(this.#config, this.#ports.sha256);
    if (found.policy.hash !== known?.policy.hash) await this.#ports.adopted(found.policy);
    this.#known = found;
    return found.policy;
  }
}

async function isUnchanged({ read }: InstitutionPolicy): Promise<boolean> {
  const now = await Promise.all(read.map(async ([file]) => (await stat(file)).mtimeMs));
  return read.every(([, changedMs], index) => now[index] === changedMs);
}
