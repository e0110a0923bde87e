import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  readonly #server: Server;
  readonly #later: (customerId: string) => boolean;

  private constructor(later: (customerId: string) => boolean) {
    this.#later = later;
    this.#server = createServer((request, response) => {
      const at = wall();
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const told = JSON.parse(Buffer.concat(chunks).toString()) as Omit<Delivery, 'at'>;
        this.deliveries.push({ ...told, at });
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(this.#later(told.customerId) ? {} : { outcome: 'delivered' }));
      });
    });
  }

  /** `later`: whose outcome comes by callback. */
  static async open(later: (customerId: string) => boolean = () => false): Promise<Gateway> {
    const gateway = new Gateway(later);
    await new Promise<void>((resolve) => gateway.#server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  to(customerId: string): readonly Delivery[] {
    return this.deliveries.filter((delivery) => delivery.customerId === customerId);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
