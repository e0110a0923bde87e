import type { Catalogue } from '#journey';
import { listensTo } from '#journey';
import { policyInputs } from '#events';
import type { DefinitionRepository } from '#store';

/**
 * The types of events that go on to the workflow; all others are stored only. A run in flight listens with the
 * definition it began with, so every definition that was ever published is asked, not only those of the catalogue.
 */
export class Listening {
  readonly #catalogue: Catalogue;
  readonly #definitions: Pick<DefinitionRepository, 'all'>;
  #types: ReadonlySet<string> | null = null;

  constructor(catalogue: Catalogue, definitions: Pick<DefinitionRepository, 'all'>) {
    this.#catalogue = catalogue;
    this.#definitions = definitions;
  }

  /** Asked of the store once: what is published later is in the catalogue of the process that published it, or older. */
  async types(): Promise<ReadonlySet<string>> {
    this.#types ??= new Set([
      ...listensTo({ ...this.#catalogue, journeys: [...this.#catalogue.journeys, ...(await this.#definitions.all())] }),
      ...policyInputs,
    ]);
    return this.#types;
  }
}
