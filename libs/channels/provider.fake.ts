import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TakenRequest {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reply = (response: ServerResponse) => void;

/** A provider on a real socket: answers each call with the next prepared reply, and strict: an unprepared call is a fault. */
export class FakeProvider {
  readonly taken: TakenRequest[] = [];
  readonly #replies: Reply[];
  readonly #server: Server;

  private constructor(replies: readonly Reply[]) {
    this.#replies = [...replies];
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.taken.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        const reply = this.#replies.shift();
        if (reply === undefined) answer(501, 'no reply was prepared for this call')(response);
        else reply(response);
      });
    });
  }

  static async answering(...replies: readonly Reply[]): Promise<FakeProvider> {
    const provider = new FakeProvider(replies);
    await new Promise<void>((resolve) => provider.#server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/send`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function answer(status: number, body: unknown = '', headers: { readonly [name: string]: string } = {}): Reply {
  return (response) => {
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** The connection ends without an answer. */
export const hangUp: Reply = (response) => void response.destroy();

/** No answer ever. */
export const silence: Reply = () => undefined;
