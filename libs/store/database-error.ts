import { StoreContention, StoreError, StoreFault, StoreUnavailable } from './store-error.ts';

/** SQLSTATE classes and codes of a server that is away, starting, stopping or full. */
const away = /^(08|53|57P|58)/;
const contention = new Set(['40001', '40P01', '55P03']);
const prismaAway = new Set(['P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1010', 'P1011', 'P1017', 'P2024', 'P2037']);
const awayWords =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Connection terminated|connection timeout|timeout exceeded when trying to connect|Can't reach database|Server has closed the connection|starting up|shutting down|SocketTimeout|DatabaseNotReachable|ConnectionClosed|TooManyConnections/i;

/** The store's own error for whatever Prisma, the adapter or the driver threw. */
export function storeErrorOf(thrown: unknown): StoreError {
  if (thrown instanceof StoreError) return thrown;
  const facts = factsOf(thrown);
  const options = { cause: thrown };
  if (facts.sqlState !== null && contention.has(facts.sqlState)) return new StoreContention(facts.reason, options);
  if (facts.prisma === 'P2034') return new StoreContention(facts.reason, options);
  if (facts.sqlState !== null && away.test(facts.sqlState)) return new StoreUnavailable(facts.reason, options);
  if (facts.prisma !== null && prismaAway.has(facts.prisma)) return new StoreUnavailable(facts.reason, options);
  if (facts.sqlState === null && awayWords.test(facts.text)) return new StoreUnavailable(facts.reason, options);
  return new StoreFault(facts.reason, facts.sqlState, options);
}

interface Facts {
  readonly prisma: string | null;
  readonly sqlState: string | null;
  readonly reason: string;
  readonly text: string;
}

function factsOf(thrown: unknown): Facts {
  const chain: unknown[] = [];
  for (let at: unknown = thrown; at !== null && typeof at === 'object' && chain.length < 8; at = nextOf(at))
    chain.push(at);
  const words = chain.flatMap((link) => ['message', 'originalMessage', 'kind'].map((name) => wordOf(link, name)));
  const codes = chain.flatMap((link) => ['originalCode', 'code'].map((name) => wordOf(link, name)));
  const text = [...words, ...codes].filter((word) => word !== null).join(' | ') || String(thrown);
  const deepest = chain.map((link) => wordOf(link, 'originalMessage') ?? wordOf(link, 'message'));
  const reason = deepest.filter((word) => word !== null && word.trim() !== '').at(-1) ?? text;
  return {
    prisma: codes.find((code) => code !== null && /^P\d{4}$/.test(code)) ?? null,
    sqlState: codes.find((code) => code !== null && /^[0-9A-Z]{5}$/.test(code) && !/^P[12]\d{3}$/.test(code)) ?? null,
    reason: reason.trim().split('\n').at(-1)?.trim().replace(/\.$/, '') || 'no reason given',
    text,
  };
}

/** The next link: `cause`, or what Prisma's raw queries put under `meta.driverAdapterError`. */
function nextOf(link: object): unknown {
  if ('cause' in link && link.cause !== undefined) return link.cause;
  if ('meta' in link && link.meta !== null && typeof link.meta === 'object' && 'driverAdapterError' in link.meta)
    return link.meta.driverAdapterError;
  if ('errors' in link && Array.isArray(link.errors)) return link.errors[0];
  return null;
}

function wordOf(link: unknown, name: string): string | null {
  if (link === null || typeof link !== 'object') return null;
  const word: unknown = Reflect.get(link, name);
  return typeof word === 'string' ? word : null;
}
