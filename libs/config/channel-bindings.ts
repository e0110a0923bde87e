import { z } from 'zod';
import type { ConfigFault } from './config.error.ts';
import { paceSettings, type PaceLimits } from './pace-limits.ts';
import { inCapitals, reader } from './reader.ts';
import { flag, list, number, webAddress } from './setting.ts';

/** What a channel's word (`sms`, `call`, …) is bound to. */
export type ChannelBinding = SandboxBinding | WebhookBinding;

interface AnyBinding {
  readonly provider: string;
  readonly honoursIdempotencyKey: boolean;
  readonly pace: PaceLimits;
  /** Wall milliseconds after which a call counts as over although nobody has told so. */
  readonly inProgressMs: number;
  /** Business milliseconds after a dispatch, when a provider that can be asked is asked what became of it. */
  readonly statusAfterMs: number;
}

export interface SandboxBinding extends AnyBinding {
  readonly adapter: 'sandbox';
  /** `callback`: accepts, and answers later through the front door, as real providers do. */
  readonly answers: 'at once' | 'callback';
}

export interface WebhookBinding extends AnyBinding {
  readonly adapter: 'webhook';
  readonly url: string;
  /** Standard Webhooks secrets. The first signs what goes out; callbacks may be signed by any. */
  readonly secrets: readonly string[];
  readonly timeoutMs: number;
  /** Where the provider tells what became of an attempt; null: it cannot be asked. */
  readonly statusUrl: string | null;
}

/** The variables of one word: `CHANNEL_IN_APP_URL` belongs to `in-app`. */
export const channelSettings = {
  URL: { schema: webAddress, means: 'where a webhook channel posts' },
  SECRETS: {
    schema: list(
      z.string().regex(/^(whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/, 'wants whsec_ and 24 bytes or more in base64'),
    ),
    means: 'signing secrets (whsec_…), comma-separated; the first signs, any verifies a callback',
  },
  PROVIDER: {
    // It becomes a part of the source of its callbacks' events.
    schema: z.string().regex(/^[^\s/\p{C}]{1,50}$/u, 'wants 1 to 50 characters without spaces or slashes'),
    means: "the provider's name for stops and pacing; else the adapter's",
  },
  TIMEOUT_MS: { schema: number({ from: 100, to: 60_000 }), means: 'wall milliseconds one call may take; 10000' },
  HONOURS_KEY: { schema: flag, means: 'does the provider honour the idempotency key? true; false: tried once' },
  ANSWERS: {
    schema: z.enum(['at once', 'callback'], { error: 'wants "at once" or "callback"' }),
    means: 'how a sandbox channel answers; "at once"',
  },
  STATUS_URL: { schema: webAddress, means: 'where a webhook channel asks what became of an attempt; not asked' },
  STATUS_AFTER_S: {
    schema: number({ from: 1, to: 43_200 }),
    means: 'business seconds without an outcome after which is asked, ever less often, for a day; 600',
  },
  ...paceSettings,
  IN_PROGRESS_S: {
    schema: number({ from: 1, to: 86_400 }),
    means: 'wall seconds after which a call counts as over although no outcome has come; 600',
  },
} as const;

const pair = /^([a-z][a-z0-9-]{0,39}):(sandbox|webhook)$/;
export const defaultChannels = ['call', 'sms', 'push', 'email', 'wechat', 'in-app', 'task'];
export const everyChannelSandbox = defaultChannels.map((word) => `${word}:sandbox`).join(',');

/** Reads `CHANNELS=sms:webhook,call:sandbox` and the variables of each word; faults are pushed, not thrown. */
export function channelBindings(
  env: { readonly [name: string]: string | undefined },
  faults: ConfigFault[],
): { readonly [word: string]: ChannelBinding } {
  const bindings: { [word: string]: ChannelBinding } = {};
  for (const item of (env['CHANNELS'] ?? everyChannelSandbox).split(',').flatMap((part) => part.trim() || [])) {
    const [, word, adapter] = pair.exec(item) ?? [];
    if (word === undefined) {
      faults.push({ variable: 'CHANNELS', fault: `"${item}" wants word:adapter, adapter being sandbox or webhook` });
    } else if (bindings[word] !== undefined) {
      faults.push({ variable: 'CHANNELS', fault: `"${word}" is bound twice. Keep one of the two` });
    } else {
      const binding = bindingOf(word, adapter as ChannelBinding['adapter'], env, faults);
      if (binding !== null) bindings[word] = binding;
    }
  }
  return bindings;
}

function bindingOf(
  word: string,
  adapter: ChannelBinding['adapter'],
  env: { readonly [name: string]: string | undefined },
  faults: ConfigFault[],
): ChannelBinding | null {
  const prefix = `CHANNEL_${inCapitals(word)}_`;
  const read = reader(channelSettings, prefix, env, faults);
  const shared = {
    provider: read('PROVIDER') ?? adapter,
    honoursIdempotencyKey: read('HONOURS_KEY') ?? true,
    pace: { perSecond: read('PER_SECOND') ?? null, atOnce: read('AT_ONCE') ?? null },
    inProgressMs: (read('IN_PROGRESS_S') ?? 600) * 1_000,
    statusAfterMs: (read('STATUS_AFTER_S') ?? 600) * 1_000,
  };
  if (adapter === 'sandbox') return { adapter, ...shared, answers: read('ANSWERS') ?? 'at once' };

  const [url, secrets, timeoutMs] = [read('URL'), read('SECRETS'), read('TIMEOUT_MS') ?? 10_000];
  const missing = (name: string) => env[prefix + name] === undefined || env[prefix + name] === '';
  if (missing('URL')) faults.push({ variable: `${prefix}URL`, fault: `is missing. Say where channel "${word}" posts` });
  if (missing('SECRETS'))
    faults.push({
      variable: `${prefix}SECRETS`,
      fault: 'is missing. Make one: echo "whsec_$(openssl rand -base64 32)"',
    });
  if (url === undefined || secrets === undefined) return null;
  return { adapter, ...shared, url, secrets, timeoutMs, statusUrl: read('STATUS_URL') ?? null };
}
