/** A request that cannot be answered as it is: each situation has its own sentence, code and status. */
export abstract class HttpFault extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  readonly retryable: boolean = false;
}

export class NotJson extends HttpFault {
  readonly code = 'NOT_JSON';
  readonly status = 400;

  constructor(why: string) {
    super(`The body is not JSON: ${why}. Send one event as an object, or up to 1,000 as an array, in UTF-8.`);
  }
}

export class NoEvents extends HttpFault {
  readonly code = 'NO_EVENTS';
  readonly status = 400;

  constructor() {
    super('The body holds no event. Send one event as an object, or 1 to 1,000 of them as an array.');
  }
}

export class TooManyEvents extends HttpFault {
  readonly code = 'TOO_MANY_EVENTS';
  readonly status = 413;

  constructor(
    readonly count: number,
    readonly most: number,
  ) {
    super(`The body holds ${count} events. Send at most ${most} at once.`);
  }
}

export class NoSuchChannel extends HttpFault {
  readonly code = 'NO_SUCH_CHANNEL';
  readonly status = 404;

  constructor(readonly channel: string) {
    super(
      `No channel "${channel}" takes callbacks. Bind it to a webhook with CHANNELS and give it CHANNEL_<WORD>_SECRETS.`,
    );
  }
}

export class CallbackRefused extends HttpFault {
  readonly code = 'CALLBACK_REFUSED';
  readonly status = 422;

  constructor(readonly faults: readonly { readonly path: string; readonly message: string }[]) {
    super('The callback is genuine, but says something that cannot be taken in; see the faults.');
  }
}
