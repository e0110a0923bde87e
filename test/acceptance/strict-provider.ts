import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export const providerSecret = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;

export interface Arrival {
  readonly key: string;
  readonly customerId: string;
  readonly channel: string;
  readonly touch: string;
  readonly attempt: string;
  /** By the wall. */
  readonly at: number;
}

/**
 * A provider over real HTTP that takes nothing which is not signed, has no key, or comes under a known key with another
 * content. Under one key it acts once: a repeat gets the first answer.
 */
export class StrictProvider {
  /** Every request, repeats too. */
  readonly arrivals: Arrival[] = [];
  readonly faults: string[] = [];
  /** Requests that have come and are not answered. */
  underWay = 0;
  readonly #acted = new Map<string, { readonly body: string; readonly answer: object }>();
  readonly #server: Server;
  readonly #webhook = new Webhook(providerSecret);

  constructor(private readonly answer: (arrival: Arrival) => object | Promise<object>) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.underWay += 1;
        void this.#take(request.headers, Buffer.concat(chunks).toString())
          .then(
            (answered) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answered)),
            (error: unknown) => {
              this.faults.push(String(error));
              response.writeHead(400).end();
            },
          )
          .finally(() => (this.underWay -= 1));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  to(customerId: string): Arrival[] {
    return this.arrivals.filter((arrival) => arrival.customerId === customerId);
  }

  /** Keys under which it acted: what a person got. */
  get acted(): number {
    return this.#acted.size;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(headers: NodeJS.Dict<string | string[]>, body: string): Promise<object> {
    const key = headers['idempotency-key'];
    if (typeof key !== 'string' || key === '') throw new Error('A request without an idempotency key.');
    this.#webhook.verify(body, headers as Record<string, string>);
    const said = JSON.parse(body) as Omit<Arrival, 'at' | 'key'>;
    const { customerId, channel, touch, attempt } = said;
    const arrival = { key, customerId, channel, touch, attempt, at: Date.now() };
    this.arrivals.push(arrival);
    const known = this.#acted.get(key);
    const content = JSON.stringify([customerId, channel, touch, attempt]);
    if (known !== undefined && known.body !== content) throw new Error(`Key ${key} came again with other content.`);
    if (known !== undefined) return known.answer;
    const answer = await this.answer(arrival);
    this.#acted.set(key, { body: content, answer });
    return answer;
  }
}
