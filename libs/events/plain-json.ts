import type { Json } from '#journey';
import type { Fault } from './stored-event.ts';

/** The most that one event may be, as JSON in UTF-8. */
export const MAX_EVENT_BYTES = 256 * 1024;
const MAX_DEPTH = 8;
const MAX_VALUES = 10_000;
const MAX_FAULTS = 50;

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Takes a copy of an untrusted value that holds nothing but plain JSON which PostgreSQL and JavaScript both can keep, and
 * says everything that is wrong with it. Keys that reach for a prototype are refused, not renamed: nobody sends them by
 * mistake. What is refused is absent from the copy. Never throws, and stops looking when the value is too large.
 */
export function plainJson(raw: unknown): { readonly value: Json | undefined; readonly faults: readonly Fault[] } {
  const copier = new Copier();
  const value = copier.copy(raw, '', 0);
  return { value, faults: copier.faults };
}

class Copier {
  readonly faults: Fault[] = [];
  #bytes = 0;
  #values = 0;
  #stopped = false;

  copy(raw: unknown, path: string, depth: number): Json | undefined {
    this.#count(typeof raw === 'string' ? Buffer.byteLength(raw) + 3 : 2);
    if (this.#stopped) return undefined;
    if (raw === null || typeof raw === 'boolean') return raw;
    if (typeof raw === 'string') return this.#text(raw, path);
    if (typeof raw === 'number') return this.#number(raw, path);
    if (typeof raw !== 'object')
      return this.#refuse(path, `is ${nameOf(raw)}, which JSON does not have. Send text, a number or null.`);
    if (depth >= MAX_DEPTH)
      return this.#refuse(path, `is nested more than ${String(MAX_DEPTH)} levels deep. Send it flatter.`);
    return Array.isArray(raw) ? this.#array(raw, path, depth) : this.#object(raw, path, depth);
  }

  #text(text: string, path: string): string | undefined {
    const flaw = flawOf(text);
    return flaw === null ? text : this.#refuse(path, `${flaw}. Send clean Unicode text.`);
  }

  #number(number: number, path: string): number | undefined {
    if (!Number.isFinite(number)) return this.#refuse(path, 'is not a finite number. Leave it out, or send null.');
    if (Number.isInteger(number) && !Number.isSafeInteger(number))
      return this.#refuse(path, 'is a whole number too large to be kept exactly. Send it as text.');
    return number === 0 ? 0 : number;
  }

  #array(items: readonly unknown[], path: string, depth: number): Json[] {
    const copy: Json[] = [];
    for (let index = 0; index < items.length && !this.#stopped; index += 1) {
      const item = this.copy(items[index], `${path}[${String(index)}]`, depth + 1);
      if (item !== undefined) copy.push(item);
    }
    return copy;
  }

  #object(raw: object, path: string, depth: number): Json | undefined {
    if (!isPlain(raw)) return this.#refuse(path, 'is not a plain object. Send plain JSON.');
    const copy: { [key: string]: Json } = {};
    for (const key of Object.keys(raw)) {
      if (this.#stopped) break;
      this.#count(Buffer.byteLength(key) + 3);
      const value = this.#member(raw, key, path, depth);
      if (value !== undefined) copy[key] = value;
    }
    return copy;
  }

  #member(raw: object, key: string, path: string, depth: number): Json | undefined {
    const flaw = flawOf(key);
    if (flaw !== null) return this.#refuse(path, `has a key that ${flaw}. Give the key a plain name.`);
    if (key.length > 200) return this.#refuse(path, 'has a key longer than 200 characters. Give it a shorter name.');
    const inner = path === '' ? key : `${path}.${key}`;
    if (FORBIDDEN_KEYS.has(key)) return this.#refuse(inner, 'is a key that is not allowed. Give it another name.');
    const member = Object.getOwnPropertyDescriptor(raw, key);
    if (member?.get !== undefined || member?.set !== undefined)
      return this.#refuse(inner, 'is computed by an accessor. Send plain JSON.');
    return member?.value === undefined ? undefined : this.copy(member.value, inner, depth + 1);
  }

  #count(bytes: number): void {
    this.#values += 1;
    this.#bytes += bytes;
    if (this.#stopped) return;
    if (this.#bytes > MAX_EVENT_BYTES) this.#stop(tooLarge);
    else if (this.#values > MAX_VALUES) this.#stop(`holds more than ${String(MAX_VALUES)} values. Send fewer.`);
    else if (this.faults.length >= MAX_FAULTS) this.#stop('has more faults than these. Mend them and send it again.');
  }

  #stop(message: string): void {
    this.#refuse('', message);
    this.#stopped = true;
  }

  #refuse(path: string, what: string): undefined {
    this.faults.push({ path, message: `${path === '' ? 'The event' : `"${path}"`} ${what}` });
  }
}

export const tooLarge = `is larger than ${String(MAX_EVENT_BYTES / 1024)} KiB. Send less, or a reference to it.`;

/** Lone surrogates are no text, and PostgreSQL's jsonb refuses NUL. */
function flawOf(text: string): string | null {
  if (text.includes('\0')) return 'contains a NUL character';
  return /\p{Surrogate}/u.test(text) ? 'contains half a character (a lone surrogate)' : null;
}

/** Of this realm or another: what has no prototype, or one that has none itself. */
function isPlain(raw: object): boolean {
  const prototype = Object.getPrototypeOf(raw) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOf(value: unknown): string {
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}
