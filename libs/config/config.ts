import { resolve } from 'node:path';
import { channelBindings, type ChannelBinding } from './channel-bindings.ts';
import { homeOf } from './home.ts';
import { ConfigError, type ConfigFault } from './config.error.ts';
import { providerLimits, type PaceLimits } from './pace-limits.ts';
import { productionFaults } from './production.ts';
import { settings, type SettingName } from './settings.ts';
import type { z } from 'zod';

export interface Environment {
  readonly [name: string]: string | undefined;
}

export interface PayloadKey {
  readonly name: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface Config {
  readonly environment: 'development' | 'test' | 'production';
  /** Absolute. */
  readonly home: string;
  readonly url: string;
  readonly apiKeys: readonly string[];
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly shutdownGraceMs: number;
  /** Null `url`: none was named, `tendril start` runs one. */
  readonly database: { readonly url: string | null; readonly pool: number };
  readonly temporal: {
    /** Null: none was named, `tendril start` runs one. */
    readonly address: string | null;
    readonly namespace: string;
    readonly taskQueue: string;
    readonly apiKey: string | null;
    readonly tls: boolean;
    readonly cliPath: string | null;
    /** The first encrypts, all decrypt; none: payloads are not encrypted. */
    readonly payloadKeys: readonly PayloadKey[];
    readonly cachedWorkflows: number;
  };
  /** Null: HTTP is the only door. */
  readonly kafka: {
    readonly brokers: readonly string[];
    readonly topic: string;
    readonly group: string;
    readonly deadLetterTopic: string;
    readonly ssl: boolean;
    readonly sasl: { readonly username: string; readonly password: string } | null;
  } | null;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly metricsPort: number;
    readonly bodyLimit: number;
  };
  /** Speed 1 in production always; elsewhere 1 still means the persisted, stoppable clock. */
  readonly clock: { readonly speed: number; readonly kind: 'wall' | 'scaled' };
  /** Preset names, and absolute paths of policy files. */
  readonly policy: { readonly presets: readonly string[]; readonly files: readonly string[] };
  readonly holdout: { readonly percent: number; readonly salt: string };
  readonly institutionZone: string;
  /** Between which all customers live. None: not known. */
  readonly customerZones: readonly string[];
  readonly channels: { readonly [word: string]: ChannelBinding };
  /** What each provider takes over all its channels, by the names that channels give them. */
  readonly providers: { readonly [name: string]: PaceLimits };
  readonly channelSeed: string;
  readonly eventRetentionDays: number;
}

/** A configuration with the servers that ingest, worker and the command line need. */
export type ServedConfig = Config & {
  readonly database: { readonly url: string };
  readonly temporal: { readonly address: string };
};

export type Parsed = { readonly [K in SettingName]: z.output<(typeof settings)[K]['schema']> };

/** Throws ConfigError, with every fault at once. An empty variable is an absent one. */
export function parseConfig(env: Environment): Config {
  return parse(env, []);
}

/** As parseConfig, for a process that cannot do without PostgreSQL and Temporal. */
export function parseServedConfig(env: Environment): ServedConfig {
  const missing = (['DATABASE_URL', 'TEMPORAL_ADDRESS'] as const).filter((name) => !env[name]);
  return parse(
    env,
    missing.map((variable) => ({
      variable,
      fault: 'is missing. Name the server, or run `tendril start`, which runs one and tells its processes',
    })),
  ) as ServedConfig;
}

function parse(env: Environment, missing: readonly ConfigFault[]): Config {
  const faults = [...missing];
  const values = new Map<string, unknown>();
  for (const [name, { schema }] of Object.entries(settings)) {
    const parsed = schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (parsed.success) values.set(name, parsed.data);
    else for (const issue of parsed.error.issues) faults.push({ variable: name, fault: issue.message });
  }
  const known = Object.fromEntries(values) as Partial<Parsed>;
  const channels = channelBindings(env, faults);
  const providers = providerLimits(env, channels, faults);
  faults.push(...contradictions(known), ...productionFaults(env, known, channels));
  if (faults.length > 0) throw new ConfigError(faults);
  return shaped(known as Parsed, channels, providers);
}

function contradictions(known: Partial<Parsed>): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  if ((known.KAFKA_USERNAME === undefined) !== (known.KAFKA_PASSWORD === undefined)) {
    const variable = known.KAFKA_USERNAME === undefined ? 'KAFKA_USERNAME' : 'KAFKA_PASSWORD';
    faults.push({ variable, fault: 'is missing. KAFKA_USERNAME and KAFKA_PASSWORD go together' });
  }
  if (known.HTTP_PORT !== undefined && known.HTTP_PORT !== 0 && known.HTTP_PORT === known.METRICS_PORT) {
    faults.push({ variable: 'METRICS_PORT', fault: 'is also HTTP_PORT. Give the worker a port of its own' });
  }
  return faults;
}

function shaped(from: Parsed, channels: Config['channels'], providers: Config['providers']): Config {
  const isFile = (word: string) => /[/\\]|\.(json|ts|js|mjs)$/.test(word);
  return {
    environment: from.TENDRIL_ENV,
    home: homeOf(from.TENDRIL_HOME),
    url: from.TENDRIL_URL,
    apiKeys: from.TENDRIL_API_KEYS,
    logLevel: from.LOG_LEVEL,
    shutdownGraceMs: from.SHUTDOWN_GRACE_MS,
    database: { url: from.DATABASE_URL ?? null, pool: from.DATABASE_POOL },
    temporal: {
      address: from.TEMPORAL_ADDRESS ?? null,
      namespace: from.TEMPORAL_NAMESPACE,
      taskQueue: from.TEMPORAL_TASK_QUEUE,
      apiKey: from.TEMPORAL_API_KEY ?? null,
      tls: from.TEMPORAL_TLS || from.TEMPORAL_API_KEY !== undefined,
      cliPath: from.TEMPORAL_CLI_PATH ?? null,
      payloadKeys: from.PAYLOAD_KEYS.map(payloadKey),
      cachedWorkflows: from.WORKFLOW_CACHE,
    },
    kafka: from.KAFKA_BROKERS.length === 0 ? null : kafkaOf(from),
    http: {
      host: from.HTTP_HOST,
      port: from.HTTP_PORT,
      metricsPort: from.METRICS_PORT,
      bodyLimit: from.HTTP_BODY_LIMIT,
    },
    clock: { speed: from.CLOCK_SPEED, kind: from.TENDRIL_ENV === 'production' ? 'wall' : 'scaled' },
    policy: {
      presets: from.POLICY.filter((word) => !isFile(word)),
      files: from.POLICY.filter(isFile).map((path) => resolve(path)),
    },
    holdout: { percent: from.HOLDOUT_PERCENT, salt: from.HOLDOUT_SALT },
    institutionZone: from.INSTITUTION_ZONE,
    customerZones: from.CUSTOMER_ZONES,
    channels,
    providers,
    channelSeed: from.CHANNEL_SEED,
    eventRetentionDays: from.EVENT_RETENTION_DAYS,
  };
}

function kafkaOf(from: Parsed): Config['kafka'] {
  return {
    brokers: from.KAFKA_BROKERS,
    topic: from.KAFKA_TOPIC,
    group: from.KAFKA_GROUP,
    deadLetterTopic: from.KAFKA_DEAD_LETTER_TOPIC,
    ssl: from.KAFKA_SSL,
    sasl:
      from.KAFKA_USERNAME === undefined || from.KAFKA_PASSWORD === undefined
        ? null
        : { username: from.KAFKA_USERNAME, password: from.KAFKA_PASSWORD },
  };
}

function payloadKey(pair: string): PayloadKey {
  const colon = pair.indexOf(':');
  return { name: pair.slice(0, colon), key: new Uint8Array(Buffer.from(pair.slice(colon + 1), 'base64')) };
}
