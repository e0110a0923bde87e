import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Delivery {
  readonly key: string;
  readonly customerId: string;
  readonly channel: string;
  readonly touch: string;
}

export type ProviderAnswer =
  | { readonly kind: 'accepted'; readonly reference: string }
  | { readonly kind: 'refused' | 'busy' }
  | { readonly kind: 'outcome'; readonly outcome: string; readonly disposition: null; readonly detail: null };

export const delivered: ProviderAnswer = { kind: 'outcome', outcome: 'delivered', disposition: null, detail: null };
export const refused: ProviderAnswer = { kind: 'outcome', outcome: 'failed', disposition: null, detail: null };
export const accepted: ProviderAnswer = { kind: 'accepted', reference: 'r-1' };

/** A provider that remembers every request, and answers as it is told. */
export class Provider {
  readonly requests: Delivery[] = [];
  readonly #server: Server;
  #answer: (delivery: Delivery) => Promise<ProviderAnswer> | ProviderAnswer = () => delivered;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const delivery = JSON.parse(Buffer.concat(chunks).toString()) as Delivery;
        this.requests.push(delivery);
        void Promise.resolve(this.#answer(delivery)).then((answer) => response.end(JSON.stringify(answer)));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  answers(answer: (delivery: Delivery) => Promise<ProviderAnswer> | ProviderAnswer): void {
    this.#answer = answer;
  }

  to(customerId: string): Delivery[] {
    return this.requests.filter((delivery) => delivery.customerId === customerId);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
