import type { ChannelBinding } from '#config';
import { ChannelNotBoundError, SandboxInProductionError } from './channel.error.ts';
import type { Channel } from './channel.ts';
import { SandboxChannel, type SandboxLater } from './sandbox.channel.ts';
import { WebhookChannel } from './webhook.channel.ts';

export interface BindOptions {
  readonly environment: 'development' | 'test' | 'production';
  /** Seed of the sandbox's answers. */
  readonly seed: string;
  /** Where ingest is reached from outside; providers get `<publicUrl>/v1/callbacks/<channel>`. */
  readonly publicUrl: string;
  /** Needed when a sandbox channel answers by callback. */
  readonly later?: SandboxLater;
}

/** The channels of one process, by their words. */
export interface Channels {
  /** Throws ChannelNotBoundError. */
  of(word: string): Channel;
  readonly words: readonly string[];
}

/** The words of those whose provider can be asked what became of an attempt. */
export function askable(channels: Channels): readonly string[] {
  return channels.words.filter((word) => channels.of(word).inquiry !== undefined);
}

/** Makes each channel that the configuration binds. Throws SandboxInProductionError. */
export function bindChannels(bindings: { readonly [word: string]: ChannelBinding }, options: BindOptions): Channels {
  const channels = new Map(
    Object.entries(bindings).map(([word, binding]) => [word, channelOf(word, binding, options)]),
  );
  return {
    of(word) {
      const channel = channels.get(word);
      if (channel === undefined) throw new ChannelNotBoundError(word);
      return channel;
    },
    words: [...channels.keys()],
  };
}

function channelOf(word: string, binding: ChannelBinding, options: BindOptions): Channel {
  if (binding.adapter === 'webhook') {
    const { provider, url, secrets, timeoutMs, honoursIdempotencyKey, statusUrl, statusAfterMs: afterMs } = binding;
    const callbackUrl = `${options.publicUrl}/v1/callbacks/${word}`;
    return new WebhookChannel({
      provider,
      url,
      secret: secrets[0] ?? '',
      timeoutMs,
      honoursIdempotencyKey,
      callbackUrl,
      ...(statusUrl !== null && { inquiry: { url: statusUrl, afterMs } }),
    });
  }
  if (options.environment === 'production') throw new SandboxInProductionError(word);
  const { provider, honoursIdempotencyKey, statusAfterMs } = binding;
  const { seed, later } = options;
  const answersLater = binding.answers === 'callback' && later !== undefined;
  const inquiry = { afterMs: statusAfterMs };
  return new SandboxChannel({ provider, honoursIdempotencyKey, seed, inquiry, ...(answersLater ? { later } : {}) });
}
