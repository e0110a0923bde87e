/** Thrown when an event log cannot be read. Nothing of it has been counted. */
export class LogError extends Error {
  readonly retryable = false;
  override readonly name: string = 'LogError';

  constructor(
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** Thrown when a quoted CSV field is still open at the end of the file, or after a million characters. */
export class UnfinishedQuote extends LogError {
  override readonly name = 'UnfinishedQuote';

  constructor(readonly line: number) {
    super(
      'LOG_UNFINISHED_QUOTE',
      `The log has a quoted field that is still open at line ${line}. Close the quote, or double a quote that is part of the text.`,
    );
  }
}

/** Thrown when the mapping names columns that the log's header does not have. */
export class MissingColumns extends LogError {
  override readonly name = 'MissingColumns';

  constructor(
    readonly missing: readonly string[],
    readonly header: readonly string[],
  ) {
    super(
      'LOG_MISSING_COLUMNS',
      `The mapping names ${missing.map((name) => `"${name}"`).join(', ')}, but the log's columns are ${header.join(', ')}. ` +
        (header.length === 1 && /[;|\t]/.test(header[0] ?? '')
          ? 'Say "delimiter" in the mapping.'
          : 'Correct "columns" in the mapping.'),
    );
  }
}

/** Thrown when the mapping names a column that the header has more than once. */
export class AmbiguousColumns extends LogError {
  override readonly name = 'AmbiguousColumns';

  constructor(readonly columns: readonly string[]) {
    const [first = ''] = columns;
    super(
      'LOG_AMBIGUOUS_COLUMNS',
      `The log has more than one column called ${columns.map((name) => `"${name}"`).join(', ')}. ` +
        `Say in the mapping which one is meant: "${first} (1)" is the first, "${first} (2)" the second.`,
    );
  }
}

/** Thrown when a log that ought to be NDJSON begins like one JSON array. */
export class JsonArray extends LogError {
  override readonly name = 'JsonArray';

  constructor() {
    super(
      'LOG_JSON_ARRAY',
      "The log is one JSON array. NDJSON has one object per line: `jq -c '.[]' log.json > log.ndjson` makes it so.",
    );
  }
}

/** Thrown when a log's name does not tell its format. */
export class UnknownLogFormat extends LogError {
  override readonly name = 'UnknownLogFormat';

  constructor(readonly file: string) {
    super(
      'LOG_UNKNOWN_FORMAT',
      `The format of "${file}" is not known. Name it .csv, .tsv, .ndjson or .jsonl (and .gz), or say "format" in the mapping.`,
    );
  }
}

/** Thrown when the log file cannot be opened or unpacked. */
export class UnreadableLog extends LogError {
  override readonly name = 'UnreadableLog';

  constructor(
    readonly file: string,
    readonly because: string,
  ) {
    super('LOG_UNREADABLE', `The log "${file}" cannot be read: ${because}.`);
  }
}

/** Thrown when CSV cannot be read for another reason than an open quote. */
export class UnreadableCsv extends LogError {
  override readonly name = 'UnreadableCsv';

  constructor(
    readonly line: number,
    readonly because: string,
  ) {
    super('LOG_UNREADABLE_CSV', `The log is no CSV at line ${line}: ${because}. Check the "delimiter" in the mapping.`);
  }
}

/** Thrown when a line of NDJSON has no end within sixteen million characters. */
export class UnfinishedRow extends LogError {
  override readonly name = 'UnfinishedRow';

  constructor(readonly line: number) {
    super(
      'LOG_UNFINISHED_ROW',
      `Line ${line} of the log does not end. NDJSON has one object per line; is this a JSON array?`,
    );
  }
}
