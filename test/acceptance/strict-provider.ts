import { Webhook } from 'standardwebhooks';
import { LocalServer, type Asked } from '../harness/index.ts';

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

export interface Manners {
  /** What it says of itself; it acts once under one key all the same. Default: true. */
  readonly honoursKey?: boolean;
  /** What it tells who asks what became of an attempt; without it, it cannot be asked. */
  readonly status?: (customerId: string) => object;
}

/** No answer ever. */
export const silence = () => new Promise<never>(() => undefined);

/**
 * A provider over real HTTP that takes nothing which is not signed, has no key, or comes under a known key with another
 * content. Under one key it acts once: a repeat gets the first answer.
 */
export class StrictProvider {
  /** Every request to send, repeats too. */
  readonly arrivals: Arrival[] = [];
  /** Customers after whose attempts was asked, again and again each time. */
  readonly asked: string[] = [];
  readonly faults: string[] = [];
  /** Requests that have come and are not answered. */
  underWay = 0;
  mostUnderWay = 0;
  readonly #acted = new Map<string, { readonly body: string; readonly answer: object }>();
  readonly #webhook = new Webhook(providerSecret);
  readonly #server = new LocalServer((asked, response) => {
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    void this.#take(asked)
      .then(
        (answered) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answered)),
        (error: unknown) => {
          this.faults.push(String(error));
          response.writeHead(400).end();
        },
      )
      .finally(() => (this.underWay -= 1));
  });

  constructor(
    private readonly answer: (arrival: Arrival) => object | Promise<object>,
    private readonly manners: Manners = {},
  ) {}

  start(): Promise<void> {
    return this.#server.start();
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  /** The settings that bind a channel to it. */
  bindingOf(channel: string): Readonly<Record<string, string>> {
    const prefix = `CHANNEL_${channel.toUpperCase().replaceAll('-', '_')}_`;
    return {
      [`${prefix}URL`]: `${this.#server.url}/send`,
      [`${prefix}SECRETS`]: providerSecret,
      [`${prefix}HONOURS_KEY`]: String(this.manners.honoursKey ?? true),
      ...(this.manners.status && { [`${prefix}STATUS_URL`]: `${this.#server.url}/status` }),
    };
  }

  to(customerId: string): Arrival[] {
    return this.arrivals.filter((arrival) => arrival.customerId === customerId);
  }

  /** Keys under which it acted: what a person got. */
  get acted(): number {
    return this.#acted.size;
  }

  async #take({ path, headers, body }: Asked): Promise<object> {
    const key = headers['idempotency-key'];
    if (typeof key !== 'string' || key === '') throw new Error('A request without an idempotency key.');
    this.#webhook.verify(body, headers as Record<string, string>);
    const said = JSON.parse(body) as Omit<Arrival, 'at' | 'key'>;
    if (path === '/send') return this.#send({ ...said, key, at: Date.now() }, body);
    const { status } = this.manners;
    if (path !== '/status' || status === undefined) throw new Error(`Nothing is known here of ${path}.`);
    this.asked.push(said.customerId);
    return status(said.customerId);
  }

  async #send({ key, at, customerId, channel, touch, attempt }: Arrival, content: string): Promise<object> {
    const arrival = { key, customerId, channel, touch, attempt, at };
    this.arrivals.push(arrival);
    const known = this.#acted.get(key);
    if (known !== undefined && known.body !== content) throw new Error(`Key ${key} came again with other content.`);
    if (known !== undefined) return known.answer;
    const answer = await this.answer(arrival);
    this.#acted.set(key, { body: content, answer });
    return answer;
  }
}
