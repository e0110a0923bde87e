import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** Stands between the worker and PostgreSQL, and can be shut or slow: to the worker the database is then down, or overloaded. */
export class DatabaseDoor {
  readonly #url: URL;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isShut = false;
  #lateMs = 0;

  constructor(databaseUrl: string) {
    this.#url = new URL(databaseUrl);
    this.#server = createServer((inside) => this.#pass(inside));
  }

  /** The address to give to the worker. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const url = new URL(this.#url);
    url.hostname = '127.0.0.1';
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  shut(): void {
    this.#isShut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  unshut(): void {
    this.#isShut = false;
  }

  /** Each answer comes so much later. */
  slow(lateMs: number): void {
    this.#lateMs = lateMs;
  }

  async close(): Promise<void> {
    this.shut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(inside: Socket): void {
    if (this.#isShut) return void inside.destroy();
    const outside = connect(Number(this.#url.port), this.#url.hostname);
    for (const socket of [inside, outside]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        inside.destroy();
        outside.destroy();
      });
    }
    inside.pipe(outside).pipe(this.#late()).pipe(inside);
  }

  #late(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, pass) => void setTimeout(() => pass(null, chunk), this.#lateMs),
    });
  }
}
