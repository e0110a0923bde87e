import { describe, expect, it } from '@jest/globals';
import { failureOf } from './failure.ts';

const failing = (facts: object): Error => Object.assign(new Error('because'), facts);

describe('failureOf', () => {
  it.each([
    { situation: 'store away', error: failing({ code: 'STORE_UNAVAILABLE', retryable: true }), status: 503 },
    { situation: 'Temporal away', error: failing({ code: 'TEMPORAL_UNAVAILABLE', retryable: true }), status: 503 },
    { situation: 'not JSON', error: failing({ code: 'NOT_JSON', status: 400 }), status: 400 },
    { situation: 'no such path', error: failing({ code: 'NO_SUCH_PATH', status: 404 }), status: 404 },
    {
      situation: 'body too large',
      error: failing({ code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }),
      status: 413,
    },
    { situation: 'forged callback', error: failing({ code: 'callback_forged', retryable: false }), status: 401 },
    {
      situation: 'callback that makes no sense',
      error: failing({ code: 'callback_invalid', retryable: false }),
      status: 400,
    },
    { situation: 'a defect', error: failing({}), status: 500 },
    { situation: 'thrown text', error: 'oops', status: 500 },
  ])('$situation: $status', ({ error, status }) => {
    const failure = failureOf(error);
    expect(failure.status).toBe(status);
    expect(failure.retryAfterS === null).toBe(status !== 503);
  });

  it('tells nothing of what went wrong inside', () => {
    expect(JSON.stringify(failureOf(failing({ code: 'STORE_FAULT', retryable: false })))).not.toContain('because');
  });
});
