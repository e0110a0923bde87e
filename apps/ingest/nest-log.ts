import type { LoggerService } from '@nestjs/common';
import type { Logger } from '#telemetry';

/** Lets the framework's own words go the way of all log lines. What it says of its modules and routes is of no news. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(): void {}

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ framework: rest }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ framework: rest }, String(message));
  }
}
