import type { ChannelBinding } from './channel-bindings.ts';
import type { Environment, Parsed } from './config.ts';
import type { ConfigFault } from './config.error.ts';
import { inCapitals } from './reader.ts';

/** What is only for demos and tests, and must not be met by a customer. */
export function productionFaults(
  env: Environment,
  known: Partial<Parsed>,
  channels: { readonly [word: string]: ChannelBinding },
): readonly ConfigFault[] {
  if (known.TENDRIL_ENV !== 'production' && env['NODE_ENV'] !== 'production') return [];
  const faults: ConfigFault[] = [];
  const refuse = (variable: string, fault: string) => faults.push({ variable, fault });

  if (known.TENDRIL_ENV !== 'production') {
    refuse('TENDRIL_ENV', 'is not production, but NODE_ENV is. Set both to production, or neither');
  }
  if (known.CLOCK_SPEED !== undefined && known.CLOCK_SPEED !== 1) {
    refuse('CLOCK_SPEED', 'is not 1: production lives by the wall clock. Unset it');
  }
  if (!env['TENDRIL_API_KEYS']) {
    refuse('TENDRIL_API_KEYS', 'is missing, and the demo key is known to everyone. Set a key of your own');
  }
  if (!env['PAYLOAD_KEYS']) {
    refuse(
      'PAYLOAD_KEYS',
      'is missing, so payloads would lie open in Temporal. Make one: echo "k1:$(openssl rand -base64 32)"',
    );
  }
  if (!env['CHANNELS']) {
    refuse(
      'CHANNELS',
      'is missing, and the default is the sandbox. Bind each channel, such as sms:webhook,call:webhook',
    );
  }
  for (const [word, binding] of env['CHANNELS'] ? Object.entries(channels) : []) {
    if (binding.adapter === 'sandbox') {
      refuse('CHANNELS', `binds "${word}" to the sandbox, which reaches nobody. Bind it to webhook, or leave it out`);
    } else {
      const prefix = `CHANNEL_${inCapitals(word)}`;
      if (isOpen(binding.url)) refuse(`${prefix}_URL`, 'is not https, and carries what customers are told. Use https');
      if (binding.statusUrl !== null && isOpen(binding.statusUrl)) {
        refuse(`${prefix}_STATUS_URL`, 'is not https, and its answers are believed. Use https');
      }
    }
  }
  return faults;
}

function isOpen(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostname);
}
