import { z } from 'zod';
import { flag, list, number, port, setting, timeZone, webAddress } from './setting.ts';

/**
 * Every variable of the environment that Tendril reads, its form and its default. The table in the README and in
 * `tendril --help` is made from this. Channels add variables of their own, one set per word: see channel-bindings.ts.
 */
export const settings = {
  TENDRIL_ENV: setting(z.enum(['development', 'test', 'production']).default('development'), {
    means: 'production refuses what is only for demos: sandbox channels, a clock that is not the wall, the demo key',
  }),
  TENDRIL_HOME: setting(z.string().min(1).optional(), {
    means: 'folder for the data of the servers that `tendril start` runs; else .tendril in the checkout',
  }),
  TENDRIL_URL: setting(webAddress.default('http://127.0.0.1:3000'), {
    means: 'where providers and the command line reach ingest; callbacks are sent here',
  }),
  TENDRIL_API_KEYS: setting(
    list(z.string().min(8, 'wants keys of 8 characters or more')).default(['demo-key-for-one-machine']),
    {
      means: 'keys for POST /v1/events, comma-separated; several at once allow a change of keys',
      secret: true,
    },
  ),
  LOG_LEVEL: setting(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'), {
    means: 'least severe log line that is written',
  }),

  DATABASE_URL: setting(
    z.url({ protocol: /^postgres(ql)?$/, error: 'wants postgresql://user:password@host:5432/name' }).optional(),
    {
      means: 'PostgreSQL; without it `tendril start` runs its own',
      secret: true,
    },
  ),
  DATABASE_POOL: setting(number({ from: 1, to: 200 }).default(10), { means: 'connections per process' }),

  TEMPORAL_ADDRESS: setting(
    z
      .string()
      .regex(/^[^\s/:]+:\d+$/, 'wants host:port, such as 127.0.0.1:7233')
      .optional(),
    {
      means: 'Temporal; without it `tendril start` runs its own',
    },
  ),
  TEMPORAL_NAMESPACE: setting(z.string().min(1).default('default'), { means: 'Temporal namespace' }),
  TEMPORAL_TASK_QUEUE: setting(z.string().min(1).default('tendril'), { means: 'task queue of the customer workflows' }),
  TEMPORAL_API_KEY: setting(z.string().min(1).optional(), {
    means: 'key for a Temporal that asks for one; turns TLS on',
    secret: true,
  }),
  TEMPORAL_TLS: setting(flag.default(false), { means: 'connect to Temporal over TLS' }),
  TEMPORAL_CLI_PATH: setting(z.string().min(1).optional(), {
    means: 'the `temporal` binary that `tendril start` runs; else PATH, cache, download, build',
  }),
  PAYLOAD_KEYS: setting(
    list(z.string().regex(/^[\w-]+:[A-Za-z0-9+/]{43}=$/, 'wants name:key with a key of 32 bytes in base64')).default(
      [],
    ),
    {
      means: 'keys that encrypt what enters Temporal, name:base64; the first encrypts, all decrypt',
      secret: true,
    },
  ),
  WORKFLOW_CACHE: setting(number({ from: 1, to: 100_000 }).default(2_000), {
    means: 'customer workflows kept in memory per worker',
  }),

  KAFKA_BROKERS: setting(list(z.string().regex(/^[^\s/:]+:\d+$/, 'wants host:port')).default([]), {
    means: 'Kafka brokers, comma-separated; without them HTTP is the only door',
  }),
  KAFKA_TOPIC: setting(z.string().min(1).default('tendril.events'), {
    means: 'topic of upstream events, keyed by customer',
  }),
  KAFKA_GROUP: setting(z.string().min(1).default('tendril-ingest'), { means: 'consumer group of ingest' }),
  KAFKA_DEAD_LETTER_TOPIC: setting(z.string().min(1).default('tendril.dead-letters'), {
    means: 'topic that mirrors the dead letters',
  }),
  KAFKA_SSL: setting(flag.default(false), { means: 'connect to Kafka over TLS' }),
  KAFKA_USERNAME: setting(z.string().min(1).optional(), { means: 'SASL user; needs KAFKA_PASSWORD' }),
  KAFKA_PASSWORD: setting(z.string().min(1).optional(), { means: 'SASL password (SCRAM-SHA-512)', secret: true }),

  HTTP_HOST: setting(z.string().min(1).default('127.0.0.1'), { means: 'interface that the apps listen on' }),
  HTTP_PORT: setting(port.default(3000), { means: 'port of ingest: events, callbacks, health, metrics' }),
  METRICS_PORT: setting(port.default(9464), { means: 'port of the worker: health and metrics' }),
  HTTP_BODY_LIMIT: setting(number({ from: 1_024, to: 104_857_600 }).default(10_485_760), {
    means: 'largest HTTP body, in bytes',
  }),

  CLOCK_SPEED: setting(number({ from: 0.001, to: 1_000_000, whole: false }).default(1), {
    means: 'business time per wall time; other than 1 only outside production',
  }),
  POLICY: setting(list(z.string().min(1)).default(['conservative']), {
    means: 'presets by name and policy files by path, comma-separated; the most restrictive wins',
  }),
  HOLDOUT_PERCENT: setting(number({ from: 0, to: 100, whole: false }).default(0), {
    means: 'percent of customers that nothing is sent to, measured beside the others',
  }),
  HOLDOUT_SALT: setting(z.string().min(1).default('tendril'), { means: 'changes who is held out' }),
  INSTITUTION_ZONE: setting(timeZone.default('UTC'), {
    means: 'time zone of reports; days of a journey are counted in it for a customer whose own is not known',
  }),
  CUSTOMER_ZONES: setting(list(timeZone).default([]), {
    means:
      'zones between which all customers live: allowed hours of one whose zone is not known are those allowed in all of them; without, none are',
  }),
  CHANNEL_SEED: setting(z.string().min(1).default('tendril'), { means: 'seed of the answers that the sandbox gives' }),
  EVENT_RETENTION_DAYS: setting(number({ from: 1, to: 3_650 }).default(400), {
    means: 'days that raw events are kept; their keys are kept longer',
  }),
  SHUTDOWN_GRACE_MS: setting(number({ from: 0, to: 600_000 }).default(15_000), {
    means: 'wall milliseconds that a process may take to end what it has begun',
  }),
} as const;

export type SettingName = keyof typeof settings;
