/** The environment as the caller has parsed it; this lib reads no other. */
export interface Environment {
  readonly [name: string]: string | undefined;
}

/** What every server is started with. */
export interface ServerOptions {
  /** Everything the server keeps; made when it is not there. */
  readonly dataDir: string;
  /** A port that must be had; without it a free one is taken. */
  readonly port?: number;
  readonly environment: Environment;
  readonly onProgress?: Progress;
}

/**
 * A line for the screen, whenever something takes longer than two seconds. While it goes on the same line comes again
 * every second, with the seconds it has taken so far: to be drawn over the last one, or written now and then.
 */
export type Progress = (line: string, seconds?: number) => void;

/** A server of ours, up and answering. It dies with this process, however hard that one is killed. */
export interface RunningServer {
  /** Null: a server that somebody else runs. */
  readonly pid: number | null;
  readonly port: number;
  /** Resolves when the server has gone, whoever ended it, with its last words. */
  readonly exited: Promise<ServerExit>;
  /** In good order, and by force after a while. May be called twice. */
  stop(): Promise<void>;
}

export interface ServerExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly lastWords: string;
}
