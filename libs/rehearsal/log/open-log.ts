import { createReadStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

export interface OpenLog {
  /** The log's bytes, unpacked. */
  readonly stream: Readable;
  /** 0 to 1; null when the size of the input is not known. */
  readonly progress: () => number | null;
}

const pieceBytes = 1 << 16;

/** Opens a path, or `-` for standard input. That it cannot be read is told by the stream. */
export function openLog(file: string): OpenLog {
  if (file === '-') return { stream: process.stdin, progress: () => null };
  const source = createReadStream(file, { highWaterMark: pieceBytes });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const progress = (): number | null => (size === 0 ? null : Math.min(1, source.bytesRead / size));
  if (!file.endsWith('.gz')) return { stream: source, progress };
  const unpacked = createGunzip({ chunkSize: pieceBytes });
  source.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => source.destroy());
  return { stream: source.pipe(unpacked), progress };
}
