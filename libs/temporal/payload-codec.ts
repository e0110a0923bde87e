import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { PayloadKeyError, PayloadSealedError } from './payload-codec.error.ts';

const ENCODING = 'binary/encrypted';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what enters Temporal's database when a key (base64 of 32 bytes) is configured. Without a key: no codec. */
export function payloadCodecs(key: string | null): PayloadCodec[] {
  return key === null ? [] : [new SealingCodec(Buffer.from(key, 'base64'))];
}

/**
 * AES-256-GCM, a fresh nonce for each payload, laid out as nonce, cipher text, tag. The key is named by a hash of itself, so
 * that a payload of another key is told from a damaged one. What came without encryption is read as it is: a key may be
 * introduced while workflows are running.
 */
class SealingCodec implements PayloadCodec {
  readonly #key: Buffer;
  readonly #keyId: string;

  constructor(key: Buffer) {
    if (key.length !== 32) throw new PayloadKeyError(key.length);
    this.#key = key;
    this.#keyId = createHash('sha256').update(key).digest('hex').slice(0, 12);
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => Promise.resolve(payload).then((plain) => this.#seal(plain))));
  }

  decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => Promise.resolve(payload).then((sealed) => this.#open(sealed))));
  }

  #seal(payload: Payload): Payload {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const plain = temporal.api.common.v1.Payload.encode(payload).finish();
    return {
      metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(this.#keyId) },
      data: Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
    };
  }

  #open(payload: Payload): Payload {
    if (textOf(payload.metadata?.['encoding']) !== ENCODING) return payload;
    const keyId = textOf(payload.metadata?.['encryption-key-id']);
    if (keyId !== this.#keyId) throw new PayloadSealedError(keyId);
    const data = Buffer.from(payload.data ?? []);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, data.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(data.subarray(data.length - TAG_BYTES));
    const sealed = data.subarray(NONCE_BYTES, data.length - TAG_BYTES);
    return temporal.api.common.v1.Payload.decode(Buffer.concat([decipher.update(sealed), decipher.final()]));
  }
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}
