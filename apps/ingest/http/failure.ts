/** What the caller reads of an error. */
export interface Failure {
  readonly status: number;
  readonly retryAfterS: number | null;
  readonly body: {
    readonly code: string;
    readonly message: string;
    readonly faults?: readonly unknown[];
  };
}

const forgeries = new Set(['callback_forged', 'callback_stale']);
const unreadable = new Set(['callback_invalid']);

/** A status by the error's code; what is not known is an inner error, and tells nothing of itself. */
export function failureOf(error: unknown): Failure {
  const { code, message, retryable, status, faults } = factsOf(error);
  const body = { code, message, ...(faults === null ? {} : { faults }) };
  if (retryable) return { status: 503, retryAfterS: 2, body };
  if (forgeries.has(code)) return { status: 401, retryAfterS: null, body };
  if (unreadable.has(code)) return { status: 400, retryAfterS: null, body };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { status: 413, retryAfterS: null, body: { ...body, code: 'BODY_TOO_LARGE' } };
  if (status !== null && status < 500) return { status, retryAfterS: null, body };
  const inner = 'The request failed inside. The log of the process says why; send it again later.';
  return { status: 500, retryAfterS: null, body: { code: 'INTERNAL', message: inner } };
}

interface Facts {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly status: number | null;
  readonly faults: readonly unknown[] | null;
}

/** Our own errors say `status`, those of Fastify `statusCode`. */
function factsOf(error: unknown): Facts {
  const facts = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const status = facts['status'] ?? facts['statusCode'];
  return {
    code: typeof facts['code'] === 'string' ? facts['code'] : 'INTERNAL',
    message: error instanceof Error ? error.message : '',
    retryable: facts['retryable'] === true,
    status: typeof status === 'number' ? status : null,
    faults: Array.isArray(facts['faults']) ? facts['faults'] : null,
  };
}
