import type { FastifyInstance } from 'fastify';

/** Every body stays as it came: the events' door says itself what is wrong with it, and a callback is signed byte by byte. */
export function keepBodiesRaw(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** A request without a body has none to parse. */
export function bytesOf(body: unknown): Uint8Array | null {
  return body instanceof Uint8Array ? body : null;
}
