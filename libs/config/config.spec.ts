import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { configMarkdown, configTable, ConfigError, parseConfig, parseServedConfig, type Environment } from './index.ts';

const key = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const production = {
  TENDRIL_ENV: 'production',
  TENDRIL_API_KEYS: 'a-key-of-our-own',
  PAYLOAD_KEYS: key,
  CHANNELS: 'sms:webhook',
  CHANNEL_SMS_URL: 'https://sms.example.com/send',
  CHANNEL_SMS_SECRETS: secret,
};

function faultsOf(env: Environment, parse = parseConfig): readonly string[] {
  try {
    parse(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map((each) => `${each.variable}: ${each.fault}`);
    throw error;
  }
  return [];
}

describe('an environment that says nothing', () => {
  it('makes a configuration for one machine, with every channel in the sandbox', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      environment: 'development',
      home: resolve('.tendril'),
      database: { url: null },
      temporal: { address: null, namespace: 'default', payloadKeys: [] },
      kafka: null,
      clock: { speed: 1, kind: 'scaled' },
      policy: { presets: ['conservative'], files: [] },
    });
    expect(new Set(Object.values(config.channels).map((binding) => binding.adapter))).toEqual(new Set(['sandbox']));
  });

  it('does not serve a process that needs PostgreSQL and Temporal, which is told of both at once', () => {
    expect(faultsOf({}, parseServedConfig).map((fault) => fault.split(':')[0])).toEqual([
      'DATABASE_URL',
      'TEMPORAL_ADDRESS',
    ]);
  });
});

describe('what a variable is read as', () => {
  it.each<{ env: Environment; holds: object }>([
    { env: { KAFKA_BROKERS: 'a:9092, b:9092' }, holds: { kafka: { brokers: ['a:9092', 'b:9092'], sasl: null } } },
    { env: { KAFKA_BROKERS: '' }, holds: { kafka: null } },
    { env: { TEMPORAL_API_KEY: 'k' }, holds: { temporal: { tls: true } } },
    {
      env: { PAYLOAD_KEYS: key },
      holds: { temporal: { payloadKeys: [{ name: 'k1', key: new Uint8Array(32).fill(7) }] } },
    },
    { env: { CLOCK_SPEED: '3600' }, holds: { clock: { speed: 3600 } } },
    { env: { TENDRIL_URL: 'https://t.example.com/' }, holds: { url: 'https://t.example.com' } },
    {
      env: { POLICY: 'us-reg-f,./house.json' },
      holds: { policy: { presets: ['us-reg-f'], files: [resolve('house.json')] } },
    },
    {
      env: { CUSTOMER_ZONES: 'America/New_York, Pacific/Honolulu' },
      holds: { customerZones: ['America/New_York', 'Pacific/Honolulu'] },
    },
    { env: {}, holds: { customerZones: [], institutionZone: 'UTC' } },
    {
      env: { ...production, CHANNEL_SMS_URL: 'http://[::1]:8080/send' },
      holds: { channels: { sms: { url: 'http://[::1]:8080/send' } } },
    },
    { env: production, holds: { clock: { speed: 1, kind: 'wall' } } },
    {
      env: { CHANNELS: 'in-app:sandbox', CHANNEL_IN_APP_ANSWERS: 'callback', CHANNEL_IN_APP_HONOURS_KEY: 'false' },
      holds: { channels: { 'in-app': { adapter: 'sandbox', answers: 'callback', honoursIdempotencyKey: false } } },
    },
    {
      env: { CHANNELS: 'sms:webhook', CHANNEL_SMS_URL: 'https://x.example.com/', CHANNEL_SMS_SECRETS: secret },
      holds: {
        channels: {
          sms: {
            adapter: 'webhook',
            provider: 'webhook',
            url: 'https://x.example.com',
            secrets: [secret],
            timeoutMs: 10_000,
            statusUrl: null,
            statusAfterMs: 600_000,
          },
        },
      },
    },
    {
      env: {
        CHANNELS: 'call:sandbox,sms:sandbox',
        CHANNEL_CALL_PROVIDER: 'acme-voice',
        CHANNEL_CALL_PER_SECOND: '0.5',
        CHANNEL_CALL_IN_PROGRESS_S: '300',
        PROVIDER_ACME_VOICE_AT_ONCE: '20',
      },
      holds: {
        channels: {
          call: { pace: { perSecond: 0.5, atOnce: null }, inProgressMs: 300_000 },
          sms: { pace: { perSecond: null, atOnce: null }, inProgressMs: 600_000 },
        },
        providers: {
          'acme-voice': { perSecond: null, atOnce: 20 },
          sandbox: { perSecond: null, atOnce: null },
        },
      },
    },
  ])('$env', ({ env, holds }) => {
    expect(parseConfig(env)).toMatchObject(holds);
  });
});

describe('what is refused, with what to do', () => {
  it.each<{ env: Environment; faults: readonly (string | RegExp)[] }>([
    { env: { HTTP_PORT: '70000' }, faults: ['HTTP_PORT: wants a whole number from 0 to 65535'] },
    { env: { HTTP_PORT: '80.5' }, faults: ['HTTP_PORT: wants a whole number from 0 to 65535'] },
    { env: { HTTP_PORT: '9464' }, faults: [/^METRICS_PORT: is also HTTP_PORT/] },
    { env: { CLOCK_SPEED: 'fast' }, faults: ['CLOCK_SPEED: wants a number from 0.001 to 1000000'] },
    { env: { CLOCK_SPEED: '0' }, faults: [/^CLOCK_SPEED/] },
    { env: { DATABASE_URL: 'mysql://x' }, faults: [/^DATABASE_URL: wants postgresql/] },
    { env: { TEMPORAL_ADDRESS: 'http://x:7233' }, faults: [/^TEMPORAL_ADDRESS: wants host:port/] },
    { env: { KAFKA_USERNAME: 'u' }, faults: [/^KAFKA_PASSWORD: is missing/] },
    { env: { PAYLOAD_KEYS: 'k1:short' }, faults: [/^PAYLOAD_KEYS: wants name:key/] },
    {
      env: { CUSTOMER_ZONES: 'Asia/Shanghai,Mars/Base' },
      faults: ['CUSTOMER_ZONES: wants time zones of the IANA list, such as Asia/Shanghai'],
    },
    { env: { INSTITUTION_ZONE: 'Peking' }, faults: [/^INSTITUTION_ZONE: wants time zones/] },
    { env: { CHANNELS: 'sms' }, faults: [/^CHANNELS: "sms" wants word:adapter/] },
    { env: { CHANNELS: 'sms:sandbox,sms:webhook' }, faults: [/^CHANNELS: "sms" is bound twice/] },
    {
      env: { CHANNELS: 'sms:webhook' },
      faults: [/^CHANNEL_SMS_URL: is missing/, /^CHANNEL_SMS_SECRETS: is missing/],
    },
    {
      env: { CHANNELS: 'sms:webhook', CHANNEL_SMS_URL: 'ftp://x', CHANNEL_SMS_SECRETS: secret },
      faults: [/^CHANNEL_SMS_URL: wants an address/],
    },
    {
      env: { CHANNEL_SMS_AT_ONCE: '0', CHANNEL_CALL_PER_SECOND: 'fast' },
      faults: [
        'CHANNEL_CALL_PER_SECOND: wants a number from 0.01 to 10000',
        'CHANNEL_SMS_AT_ONCE: wants a whole number from 1 to 100000',
      ],
    },
    {
      env: { PROVIDER_ACME_AT_ONCE: '5' },
      faults: ['PROVIDER_ACME_AT_ONCE: limits a provider that no channel names. Named: sandbox'],
    },
    {
      env: { CHANNEL_SMS_PROVIDER: 'a.b', CHANNEL_CALL_PROVIDER: 'a-b', PROVIDER_A_B_AT_ONCE: '5' },
      faults: [/^PROVIDER_A_B_…: would be read for the providers "a-b" and "a.b"/],
    },
    { env: { ...production, CLOCK_SPEED: '60' }, faults: [/^CLOCK_SPEED: is not 1/] },
    { env: { ...production, TENDRIL_API_KEYS: '' }, faults: [/^TENDRIL_API_KEYS: is missing/] },
    { env: { ...production, CHANNELS: '' }, faults: [/^CHANNELS: is missing/] },
    {
      env: { ...production, CHANNELS: 'sms:webhook,call:sandbox' },
      faults: [/^CHANNELS: binds "call" to the sandbox/],
    },
    { env: { ...production, CHANNEL_SMS_URL: 'http://sms.example.com' }, faults: [/^CHANNEL_SMS_URL: is not https/] },
    { env: { ...production, CHANNEL_SMS_URL: 'HTTP://localhost.example.com' }, faults: [/is not https/] },
    { env: { ...production, CHANNEL_SMS_URL: 'http://127.0.0.1.example.com' }, faults: [/is not https/] },
    {
      env: { CHANNEL_SMS_PROVIDER: 'Acme Gateway', CHANNEL_CALL_PROVIDER: 'acme/voice' },
      faults: [/^CHANNEL_CALL_PROVIDER: wants 1 to 50/, /^CHANNEL_SMS_PROVIDER: wants 1 to 50/],
    },
    {
      env: { ...production, CHANNEL_SMS_STATUS_URL: 'http://sms.example.com/status' },
      faults: [/^CHANNEL_SMS_STATUS_URL: is not https/],
    },
    { env: { ...production, TENDRIL_ENV: '', NODE_ENV: 'production' }, faults: [/^TENDRIL_ENV: is not production/] },
    {
      env: { TENDRIL_ENV: 'production', CLOCK_SPEED: '2', HTTP_PORT: 'x', LOG_LEVEL: 'loud' },
      faults: [/^LOG_LEVEL/, /^HTTP_PORT/, /^CLOCK_SPEED/, /^TENDRIL_API_KEYS/, /^PAYLOAD_KEYS/, /^CHANNELS/],
    },
  ])('$env', ({ env, faults }) => {
    const found = faultsOf(env);
    expect(found).toEqual(faults.map((fault) => (typeof fault === 'string' ? fault : expect.stringMatching(fault))));
  });

  it('one message carries all faults and where to look them up, and no value', () => {
    expect(() => parseConfig({ DATABASE_URL: 'oracle://scott:tiger@h/x', HTTP_PORT: 'x' })).toThrow(
      'The environment has 2 settings that are wrong:\n' +
        '  DATABASE_URL: wants postgresql://user:password@host:5432/name\n' +
        '  HTTP_PORT: wants a whole number from 0 to 65535\n' +
        'All settings: `tendril config`.',
    );
  });
});

describe('the table of settings', () => {
  it('names each variable once, with a meaning', () => {
    const names = configTable().map((row) => row.variable);
    expect(new Set(names).size).toBe(names.length);
    expect(configTable().every((row) => row.means.length > 10)).toBe(true);
    expect(configMarkdown().split('\n')).toHaveLength(names.length + 2);
  });
});
