import { timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';

export interface EntranceOptions {
  readonly apiKeys: readonly string[];
  /** So many requests with a body are held in memory at once; further ones are asked to come again. */
  readonly requestsAtOnce: number;
}

const callbacks = '/v1/callbacks/:channel';

/**
 * Turns away before a body is read: who has no key, and who comes when the house is full. Callbacks carry a signature
 * instead of a key; health, metrics and the description of the API are open.
 */
export function guardEntrance(server: FastifyInstance, { apiKeys, requestsAtOnce }: EntranceOptions): void {
  const digests = apiKeys.map(digestOf);
  let inHand = 0;
  server.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'POST') return done();
    // The route that was found, not the address as written: there is more than one way to write an address.
    const needsKey = request.routeOptions.url !== callbacks;
    if (needsKey && !isKnown(keyIn(request.headers), digests)) return void refuse(reply);
    if (inHand >= requestsAtOnce) return void askToComeAgain(reply);
    inHand += 1;
    reply.raw.once('close', () => {
      inHand -= 1;
    });
    done();
  });
}

export function keyIn(headers: IncomingHttpHeaders): string | null {
  const named = headers['x-api-key'];
  if (typeof named === 'string') return named;
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  return bearer ?? null;
}

/** Digests have one length, and every one is looked at: the time taken tells nothing. */
export function isKnown(key: string | null, digests: readonly Buffer[]): boolean {
  const given = digestOf(key ?? '');
  return digests.reduce((known, digest) => timingSafeEqual(digest, given) || known, false) && key !== null;
}

export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function refuse(reply: FastifyReply): void {
  void reply.code(401).header('www-authenticate', 'Bearer').send({
    code: 'NO_API_KEY',
    message:
      'The request carries no API key that is known here. Send "authorization: Bearer <key>" or "x-api-key: <key>".',
  });
}

function askToComeAgain(reply: FastifyReply): void {
  void reply
    .code(503)
    .header('retry-after', '1')
    .send({ code: 'BUSY', message: 'Too many requests are in hand. Send this one again in a second.' });
}
