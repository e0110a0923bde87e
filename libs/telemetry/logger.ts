import { pino, stdTimeFunctions, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { withoutPersonal } from './without-personal.ts';

export type Logger = PinoLogger;

export interface LoggerOptions {
  /** Which process speaks: `ingest`, `worker`. */
  readonly process: string;
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Default: standard output. */
  readonly destination?: DestinationStream;
}

/**
 * One JSON line per thing that happened: `logger.info({ customerId }, 'Customer was signalled')`. Customers appear by
 * their opaque id only; fields that may be personal are struck out at any depth, and properties of events never appear.
 */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    base: { process: options.process, pid: process.pid },
    level: options.level,
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: withoutPersonal,
    },
    serializers: { err: errorFacts, error: errorFacts },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

/** What is said of an error: its fields may hold what was being stored, so only the known ones are taken. */
function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, retryable } = error as { code?: unknown; retryable?: unknown };
  return {
    name: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(retryable === undefined ? {} : { retryable }),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}
