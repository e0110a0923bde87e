import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { PayloadKeyError, PayloadSealedError } from './payload-codec.error.ts';

// Of this CommonJS package plain Node finds no export by name.
const { Payload } = proto.temporal.api.common.v1;

const ENCODING = 'binary/encrypted';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key by its name; the name is written beside what it sealed. */
export interface SealingKey {
  readonly name: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** Encrypts what enters Temporal's database. The first key seals, every key opens: so keys are rotated. No keys: no codec. */
export function payloadCodecs(keys: readonly SealingKey[]): PayloadCodec[] {
  const [first] = keys;
  return first === undefined ? [] : [new SealingCodec(first, keys)];
}

/**
 * AES-256-GCM, a fresh nonce for each payload, laid out as nonce, cipher text, tag. What came without encryption is read as
 * it is: a key may be introduced while workflows are running.
 */
class SealingCodec implements PayloadCodec {
  readonly #sealing: SealingKey;
  readonly #keys: ReadonlyMap<string, Uint8Array>;

  constructor(sealing: SealingKey, keys: readonly SealingKey[]) {
    for (const { name, key } of keys) if (key.length !== 32) throw new PayloadKeyError(name, key.length);
    this.#sealing = sealing;
    this.#keys = new Map(keys.map(({ name, key }) => [name, key]));
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => Promise.resolve(payload).then((plain) => this.#seal(plain))));
  }

  decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => Promise.resolve(payload).then((sealed) => this.#open(sealed))));
  }

  #seal(payload: Payload): Payload {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#sealing.key, nonce);
    const plain = Payload.encode(payload).finish();
    return {
      metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(this.#sealing.name) },
      data: Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
    };
  }

  #open(payload: Payload): Payload {
    if (textOf(payload.metadata?.['encoding']) !== ENCODING) return payload;
    const name = textOf(payload.metadata?.['encryption-key-id']);
    const key = this.#keys.get(name);
    if (key === undefined) throw new PayloadSealedError(name);
    const data = Buffer.from(payload.data ?? []);
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(data.subarray(data.length - TAG_BYTES));
    const sealed = data.subarray(NONCE_BYTES, data.length - TAG_BYTES);
    return Payload.decode(Buffer.concat([decipher.update(sealed), decipher.final()]));
  }
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}
