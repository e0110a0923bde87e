import type { Terminal } from './terminal.ts';

const SILENT_MS = 2_000;

/** Waits, and says what for when it takes longer than a person waits without a word. */
export async function patiently<Value>(wait: Promise<Value>, sentence: string, terminal: Terminal): Promise<Value> {
  const timer = setTimeout(() => terminal.note(sentence), SILENT_MS);
  try {
    return await wait;
  } finally {
    clearTimeout(timer);
  }
}
