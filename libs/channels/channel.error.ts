/** What went wrong on the way out. Whoever catches one knows whether to try again, and whether the message may be out. */
export abstract class ChannelError extends Error {
  abstract readonly code: string;
  /** Trying again later may help; safe for a provider that does not honour the key only if nothing can have gone out. */
  abstract readonly retryable: boolean;
  /** False: surely nothing reached the customer. */
  abstract readonly mayHaveGoneOut: boolean;
  /** The provider asked for so long a pause, in wall milliseconds. */
  readonly retryAfterMs: number | null = null;
}

/** Thrown when a touch names a channel that the configuration binds to nothing. */
export class ChannelNotBoundError extends ChannelError {
  override readonly name = 'ChannelNotBoundError';
  readonly code = 'channel_not_bound';
  readonly retryable = false;
  readonly mayHaveGoneOut = false;

  constructor(readonly channel: string) {
    super(`Channel "${channel}" is bound to nothing. Bind it in CHANNELS, such as CHANNELS=${channel}:webhook.`);
  }
}

/** Thrown when the sandbox is bound in production. */
export class SandboxInProductionError extends ChannelError {
  override readonly name = 'SandboxInProductionError';
  readonly code = 'sandbox_in_production';
  readonly retryable = false;
  readonly mayHaveGoneOut = false;

  constructor(readonly channel: string) {
    super(`Channel "${channel}" is bound to the sandbox, which reaches nobody. Bind it to a webhook in production.`);
  }
}

/** Thrown when the provider says no: the request is wrong, or the key is, and sending it again will not change that. */
export class ChannelRefusedError extends ChannelError {
  override readonly name = 'ChannelRefusedError';
  readonly code = 'channel_refused';
  readonly retryable = false;
  readonly mayHaveGoneOut = false;

  constructor(
    readonly provider: string,
    readonly status: number,
  ) {
    super(`Provider "${provider}" refused the message with ${status}. Compare the request with the provider's manual.`);
  }
}

/** Thrown when the provider asks for a pause, and has taken nothing. */
export class ChannelBusyError extends ChannelError {
  override readonly name = 'ChannelBusyError';
  readonly code = 'channel_busy';
  readonly retryable = true;
  readonly mayHaveGoneOut = false;

  constructor(
    readonly provider: string,
    override readonly retryAfterMs: number | null,
  ) {
    super(
      `Provider "${provider}" takes no more for now (429). It is tried again later; slow the channel's pace if it lasts.`,
    );
  }
}

/** Thrown when the provider itself failed: it may or may not have sent the message. */
export class ChannelFaultError extends ChannelError {
  override readonly name = 'ChannelFaultError';
  readonly code = 'channel_fault';
  readonly retryable = true;
  readonly mayHaveGoneOut = true;

  constructor(
    readonly provider: string,
    readonly status: number,
    override readonly retryAfterMs: number | null,
  ) {
    super(`Provider "${provider}" answered ${status}, a fault of its own. Whether the message went out is not known.`);
  }
}

/** Thrown when no connection came about: nothing has left the house. */
export class ChannelUnreachableError extends ChannelError {
  override readonly name = 'ChannelUnreachableError';
  readonly code = 'channel_unreachable';
  readonly retryable = true;
  readonly mayHaveGoneOut = false;

  constructor(
    readonly provider: string,
    readonly reason: string,
  ) {
    super(`Provider "${provider}" cannot be reached (${reason}). Check its address and the network.`);
  }
}

/** Thrown when the connection ended, or the time was up, before an answer came: the message may be out. */
export class ChannelSilentError extends ChannelError {
  override readonly name = 'ChannelSilentError';
  readonly code = 'channel_silent';
  readonly retryable = true;
  readonly mayHaveGoneOut = true;

  constructor(
    readonly provider: string,
    readonly reason: string,
  ) {
    super(`Provider "${provider}" gave no answer (${reason}). Whether the message went out is not known.`);
  }
}

/** Thrown when the provider took the message and answered something that cannot be understood. */
export class ChannelAnswerError extends ChannelError {
  override readonly name = 'ChannelAnswerError';
  readonly code = 'channel_answer';
  readonly retryable = false;
  readonly mayHaveGoneOut = true;

  constructor(
    readonly provider: string,
    readonly faults: readonly string[],
  ) {
    super(`Provider "${provider}" took the message, but its answer cannot be read: ${faults.join('; ')}.`);
  }
}

/** Thrown when the caller gave up. */
export class ChannelCancelledError extends ChannelError {
  override readonly name = 'ChannelCancelledError';
  readonly code = 'channel_cancelled';
  readonly retryable = false;

  constructor(readonly mayHaveGoneOut: boolean) {
    super(mayHaveGoneOut ? 'Cancelled while it was going out.' : 'Cancelled before anything went out.');
  }
}
