import { LocalServer } from '../harness/index.ts';

export interface Delivery {
  readonly key: string;
  readonly customerId: string;
  readonly channel: string;
  readonly touch: string;
}

export type ProviderAnswer =
  | { readonly kind: 'accepted'; readonly reference: string }
  | { readonly kind: 'refused' | 'busy' | 'fault' }
  | { readonly kind: 'outcome'; readonly outcome: string; readonly disposition: null; readonly detail: null };

export const delivered: ProviderAnswer = { kind: 'outcome', outcome: 'delivered', disposition: null, detail: null };
export const refused: ProviderAnswer = { kind: 'outcome', outcome: 'failed', disposition: null, detail: null };
export const accepted: ProviderAnswer = { kind: 'accepted', reference: 'r-1' };

/** A provider that remembers every request, and answers as it is told. */
export class Provider {
  readonly requests: Delivery[] = [];
  readonly #server = new LocalServer(({ body }, response) => {
    const delivery = JSON.parse(body) as Delivery;
    this.requests.push(delivery);
    void Promise.resolve(this.#answer(delivery)).then((answer) => response.end(JSON.stringify(answer)));
  });
  #answer: (delivery: Delivery) => Promise<ProviderAnswer> | ProviderAnswer = () => delivered;

  async start(): Promise<string> {
    await this.#server.start();
    return this.#server.url;
  }

  answers(answer: (delivery: Delivery) => Promise<ProviderAnswer> | ProviderAnswer): void {
    this.#answer = answer;
  }

  to(customerId: string): Delivery[] {
    return this.requests.filter((delivery) => delivery.customerId === customerId);
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
