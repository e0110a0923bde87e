import { describe, expect, it } from '@jest/globals';
import { eventsIn, mostEventsAtOnce } from './events.body.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('eventsIn', () => {
  it.each([
    { situation: 'one event', body: '{"id":"1"}', events: [{ id: '1' }] },
    { situation: 'an array', body: '[{"id":"1"},{"id":"2"}]', events: [{ id: '1' }, { id: '2' }] },
    { situation: 'items that are no events are told so one by one', body: '[1,null]', events: [1, null] },
  ])('$situation', ({ body, events }) => expect(eventsIn(bytes(body))).toEqual(events));

  it.each([
    { situation: 'no body', body: null, code: 'NO_EVENTS' },
    { situation: 'an empty body', body: bytes(''), code: 'NO_EVENTS' },
    { situation: 'an empty array', body: bytes('[]'), code: 'NO_EVENTS' },
    { situation: 'not JSON', body: bytes('{"id":'), code: 'NOT_JSON' },
    { situation: 'not UTF-8', body: new Uint8Array([0x22, 0xff, 0x22]), code: 'NOT_JSON' },
    { situation: 'too many', body: bytes(`[${'1,'.repeat(mostEventsAtOnce)}1]`), code: 'TOO_MANY_EVENTS' },
  ])('$situation: $code', ({ body, code }) => {
    expect(() => eventsIn(body)).toThrow(expect.objectContaining({ code }));
  });
});
