import type { Logger as SdkLoggerPort, LogLevel, LogMetadata } from '@temporalio/worker';
import type { Logger } from '#telemetry';

/** What Temporal's SDK has to say, in the process's own log. */
export class SdkLogger implements SdkLoggerPort {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(level: LogLevel, message: string, meta?: LogMetadata): void {
    if (level === 'ERROR') this.error(message, meta);
    else if (level === 'WARN') this.warn(message, meta);
    else this.debug(message, meta);
  }

  trace(message: string, meta?: LogMetadata): void {
    this.#logger.trace({ ...meta }, message);
  }

  debug(message: string, meta?: LogMetadata): void {
    this.#logger.debug({ ...meta }, message);
  }

  info(message: string, meta?: LogMetadata): void {
    this.#logger.debug({ ...meta }, message);
  }

  warn(message: string, meta?: LogMetadata): void {
    this.#logger.warn({ ...meta }, message);
  }

  error(message: string, meta?: LogMetadata): void {
    this.#logger.error({ ...meta }, message);
  }
}
