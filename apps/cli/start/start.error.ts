/** Thrown when the data folder cannot be made or written to. */
export class FolderNotWritable extends Error {
  override readonly name = 'FolderNotWritable';
  readonly code = 'folder_not_writable';
  readonly retryable = false;

  constructor(
    readonly folder: string,
    readonly reason: string,
  ) {
    super(`The data folder ${folder} cannot be written to (${reason}). Set TENDRIL_HOME to a folder of yours.`);
  }
}

/** Thrown when another `tendril start` runs on the same data folder. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
  readonly code = 'already_running';
  readonly retryable = false;

  constructor(
    readonly pid: number,
    readonly folder: string,
  ) {
    super(
      `Tendril already runs on ${folder} (process ${pid}). Look at it with \`tendril customer\` and \`tendril funnel\`, ` +
        'end it with Ctrl-C in its own window, or set TENDRIL_HOME, HTTP_PORT and METRICS_PORT for a second one.',
    );
  }
}

/** Thrown when ingest or worker ends before it has said that it is up. */
export class ProcessDidNotStart extends Error {
  override readonly name = 'ProcessDidNotStart';
  readonly code = 'process_did_not_start';
  readonly retryable = false;

  constructor(
    readonly process: string,
    readonly how: string,
    readonly lastWords: string,
    readonly logFile: string,
  ) {
    super(
      `The ${process} did not come up (${how}).${lastWords === '' ? '' : `\n${lastWords}`}\nIts whole log: ${logFile}`,
    );
  }
}
