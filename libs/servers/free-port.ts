import { createServer } from 'node:net';
import { PortTaken } from './server.error.ts';

/** A port of 127.0.0.1 that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === null) throw new PortTaken('this machine', 0);
  return port;
}

/** The port asked for, or a free one. Thrown: `PortTaken`. */
export async function portFor(server: string, asked: number | undefined): Promise<number> {
  if (asked === undefined) return freePort();
  if ((await listenOnce(asked)) === null) throw new PortTaken(server, asked);
  return asked;
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}
