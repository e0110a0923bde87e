import { LocalServer } from '../harness/local-server.ts';

export interface Delivery {
  readonly customerId: string;
  readonly attempt: string;
  readonly touch: string;
  /** Wall time, with fractions of a millisecond, by `performance.timeOrigin + performance.now()`. */
  readonly at: number;
}

/** Wall time in milliseconds, finer than `Date.now()`. */
export function wall(): number {
  return performance.timeOrigin + performance.now();
}

/** A gateway behind the product's webhook: notes when a message came, and says that it was delivered, or that it will say later. */
export class Gateway {
  readonly deliveries: Delivery[] = [];
  readonly #server: LocalServer;

  private constructor(later: (customerId: string) => boolean) {
    this.#server = new LocalServer(({ body }, response) => {
      const told = JSON.parse(body) as Omit<Delivery, 'at'>;
      this.deliveries.push({ ...told, at: wall() });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(later(told.customerId) ? {} : { outcome: 'delivered' }));
    });
  }

  /** `later`: whose outcome comes by callback. */
  static async open(later: (customerId: string) => boolean = () => false): Promise<Gateway> {
    const gateway = new Gateway(later);
    await gateway.#server.start();
    return gateway;
  }

  get url(): string {
    return this.#server.url;
  }

  to(customerId: string): readonly Delivery[] {
    return this.deliveries.filter((delivery) => delivery.customerId === customerId);
  }

  close(): Promise<void> {
    return this.#server.stop();
  }
}
