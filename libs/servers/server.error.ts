/** What stands in the way of a server; `message` says what to do about it. */
export abstract class ServerError extends Error {
  abstract readonly code: string;
  readonly retryable: boolean = false;
}

/** Thrown when the port that was asked for belongs to somebody else. */
export class PortTaken extends ServerError {
  readonly code = 'SERVER_PORT_TAKEN';

  constructor(
    readonly server: string,
    readonly port: number,
  ) {
    super(`${server}: port ${port} of 127.0.0.1 is in use. End what uses it, or choose another port.`);
    this.name = 'PortTaken';
  }
}

/** Thrown when a tool is missing that is needed to get a server. */
export class ToolMissing extends ServerError {
  readonly code = 'SERVER_TOOL_MISSING';

  constructor(
    readonly server: string,
    readonly tool: string,
    readonly waysOut: readonly string[],
  ) {
    super(`${server}: ${tool}. Ways out: ${waysOut.map((way, index) => `(${index + 1}) ${way}`).join('; ')}.`);
    this.name = 'ToolMissing';
  }
}

/** Thrown when a data folder cannot be used. */
export class DataFolderBroken extends ServerError {
  readonly code = 'SERVER_DATA_FOLDER_BROKEN';

  constructor(
    readonly server: string,
    readonly dataDir: string,
    readonly reason: string,
    readonly wayOut: string,
  ) {
    super(`${server}: the data folder ${dataDir} cannot be used: ${reason}. ${wayOut}`);
    this.name = 'DataFolderBroken';
  }
}

/** Thrown when there is no room left on the disk. */
export class DiskFull extends ServerError {
  readonly code = 'SERVER_DISK_FULL';

  constructor(
    readonly server: string,
    readonly folder: string,
  ) {
    super(`${server}: no room left on the disk that holds ${folder}. Make room and start again; nothing was damaged.`);
    this.name = 'DiskFull';
  }
}

/** Thrown when a server ends, or says nothing, instead of starting. */
export class ServerDidNotStart extends ServerError {
  readonly code = 'SERVER_DID_NOT_START';
  override readonly retryable = true;

  constructor(
    readonly server: string,
    readonly reason: string,
    readonly lastWords: string,
    /** With an exit code, or in a panic (SIGABRT): neither late nor killed. */
    readonly endedItself: boolean,
  ) {
    super(`${server} did not start: ${reason}. Its last words:\n${lastWords || '(none)'}`);
    this.name = 'ServerDidNotStart';
  }
}
