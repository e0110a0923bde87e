import { createReadStream, statSync } from 'node:fs';
import { Transform } from 'node:stream';
import type { Readable, TransformCallback } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';

/** What logs are written in, by the names of the Encoding Standard. */
export type LogEncoding = 'utf-8' | 'utf-16le' | 'windows-1252' | 'gb18030';

export interface OpenLog {
  /** The log's bytes, unpacked, in UTF-8. */
  readonly stream: Readable;
  /** 0 to 1; null when the size of the input is not known. */
  readonly progress: () => number | null;
}

const pieceBytes = 1 << 16;

/** Opens a path, or `-` for standard input. That it cannot be read is told by the stream. */
export function openLog(file: string, encoding: LogEncoding = 'utf-8'): OpenLog {
  const { stream, progress } = openBytes(file);
  if (encoding === 'utf-8') return { stream, progress };
  const inUtf8 = new ReEncoding(encoding);
  stream.on('error', (error) => inUtf8.destroy(error));
  inUtf8.on('close', () => stream.destroy());
  return { stream: stream.pipe(inUtf8), progress };
}

/** Whatever the log is written in, in UTF-8. */
class ReEncoding extends Transform {
  private readonly decoder: TextDecoder;

  constructor(encoding: LogEncoding) {
    super();
    this.decoder = new TextDecoder(encoding);
  }

  override _transform(piece: Buffer, _encoding: string, done: TransformCallback): void {
    done(null, this.decoder.decode(piece, { stream: true }));
  }

  override _flush(done: TransformCallback): void {
    done(null, this.decoder.decode());
  }
}

function openBytes(file: string): OpenLog {
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
