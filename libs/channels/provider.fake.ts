import type { ServerResponse } from 'node:http';
import { LocalServer, type Asked } from '../../test/harness/index.ts';

export type Reply = (response: ServerResponse) => void;

/** A provider on a real socket: answers each call with the next prepared reply, and strict: an unprepared call is a fault. */
export class FakeProvider {
  readonly taken: Asked[] = [];
  readonly #replies: Reply[];
  readonly #server = new LocalServer((asked, response) => {
    this.taken.push(asked);
    const reply = this.#replies.shift() ?? answer(501, 'no reply was prepared for this call');
    reply(response);
  });

  private constructor(replies: readonly Reply[]) {
    this.#replies = [...replies];
  }

  static async answering(...replies: readonly Reply[]): Promise<FakeProvider> {
    const provider = new FakeProvider(replies);
    await provider.#server.start();
    return provider;
  }

  get url(): string {
    return `${this.#server.url}/send`;
  }

  close(): Promise<void> {
    return this.#server.stop();
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
