import { Kafka, logLevel } from 'kafkajs';
import type { KafkaConfig, LogEntry } from 'kafkajs';
import type { BusLog } from './bus-log.ts';

/** Where the brokers are, and who asks. */
export interface BrokerOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: boolean;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  readonly log: BusLog;
}

export function kafkaOf(options: BrokerOptions): Kafka {
  const config: KafkaConfig = {
    clientId: options.clientId,
    brokers: [...options.brokers],
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => say(options.log, entry),
    retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 8 },
  };
  if (options.ssl !== undefined) config.ssl = options.ssl;
  if (options.sasl !== undefined) config.sasl = saslOf(options.sasl);
  return new Kafka(config);
}

function saslOf({
  mechanism,
  username,
  password,
}: NonNullable<BrokerOptions['sasl']>): NonNullable<KafkaConfig['sasl']> {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password };
    case 'scram-sha-256':
      return { mechanism, username, password };
    case 'scram-sha-512':
      return { mechanism, username, password };
  }
}

function say(log: BusLog, { namespace, log: { message, error } }: LogEntry): void {
  log.warn(`kafka: ${message}`, { namespace, ...(error === undefined ? {} : { error: String(error) }) });
}
