import { randomUUID } from 'node:crypto';
import type { Instant } from '#journey';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

export interface EventOptions {
  readonly type?: string;
  readonly customer?: string;
  readonly properties?: string;
}

/** Null: the options name no event. `at` is when it happened: business time. */
export function eventOfOptions({ type, customer, properties }: EventOptions, at: Instant): object | null {
  if (type === undefined && customer === undefined && properties === undefined) return null;
  if (type === undefined || customer === undefined)
    throw new CommandFailure('An event wants both --type and --customer.', ExitCode.usage);
  return {
    id: randomUUID(),
    source: 'tendril-send',
    type,
    customerId: customer,
    occurredAt: new Date(at).toISOString(),
    properties: properties === undefined ? {} : parsed(properties),
  };
}

function parsed(properties: string): unknown {
  try {
    return JSON.parse(properties);
  } catch {
    throw new CommandFailure(
      `--properties wants JSON, such as '{"orderId":"o-1"}', and ${properties} is none.`,
      ExitCode.usage,
    );
  }
}
