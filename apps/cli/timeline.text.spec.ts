import { describe, expect, it } from '@jest/globals';
import { conservative, explainCause, resolvePolicy, type Language } from '#policy';
import type { TimelineEntry } from '#store';
import { lineOf } from './timeline.text.ts';

const policy = resolvePolicy([conservative], () => 'hash');
const told = (kind: TimelineEntry['kind'], what: TimelineEntry['what'], language: Language) =>
  lineOf({ at: 0, kind, what }, language, (word) => explainCause(word, language, policy)).slice(
    '1970-01-01T00:00:00.000Z  '.length,
  );
const LATER = '1970-01-02T00:00:00+00:00';

describe('a line of a life, in English and in Chinese', () => {
  it.each<{ kind: TimelineEntry['kind']; what: TimelineEntry['what']; en: string; zh: string }>([
    {
      kind: 'touch.planned',
      what: { name: 'nudge', purpose: 'service', via: ['push', 'sms'], useful_until: LATER, id: 'j/1' },
      en: 'touch.planned     nudge, service, by push or sms, useful until 1970-01-02T00:00:00.000Z, touch j/1',
      zh: '计划触达          nudge，服务，渠道 push、sms，有用至 1970-01-02T00:00:00.000Z，触达 j/1',
    },
    {
      kind: 'verdict',
      what: { kind: 'send', channel: 'push', until: LATER, blocked_by: [], winner: null, touch: 'j/1' },
      en: 'verdict           send on push, good until 1970-01-02T00:00:00.000Z, touch j/1',
      zh: '策略判断          可发送，渠道 push，有效至 1970-01-02T00:00:00.000Z，触达 j/1',
    },
    {
      kind: 'verdict',
      what: {
        kind: 'hold',
        channel: 'sms',
        until: LATER,
        blocked_by: ['conservative.service-a-day', 'stop:channel:sms'],
        winner: 'j/2',
        touch: 'j/1',
      },
      en: 'verdict           hold on sms, until 1970-01-02T00:00:00.000Z, because of conservative.service-a-day (not more than 3 service contacts in 24 hours), a stop of channel sms, the slot went to j/2, touch j/1',
      zh: '策略判断          暂缓，渠道 sms，至 1970-01-02T00:00:00.000Z，原因：conservative.service-a-day（24 小时内服务触达不超过 3 次）、停止指令（渠道 sms），名额给了 j/2，触达 j/1',
    },
    {
      kind: 'verdict',
      what: {
        kind: 'human',
        channel: 'call',
        until: null,
        blocked_by: ['conservative.no-collection-in-bankruptcy'],
        winner: null,
        touch: 'j/1',
      },
      en: 'verdict           human instead of call, because of conservative.no-collection-in-bankruptcy (collection from a bankrupt is for people to decide), touch j/1',
      zh: '策略判断          转交人工，不走 call，原因：conservative.no-collection-in-bankruptcy（客户破产时催收由人工决定），触达 j/1',
    },
    {
      kind: 'verdict',
      what: { kind: 'drop', channel: null, until: null, blocked_by: ['useful-until'], winner: null, touch: 'j/1' },
      en: 'verdict           drop, because of no allowed moment while it is useful, touch j/1',
      zh: '策略判断          不发送，原因：在触达仍有用的时间内没有允许的时刻，触达 j/1',
    },
    {
      kind: 'attempt.ended',
      what: { channel: 'call', outcome: 'conversation', disposition: 'refused', detail: null },
      en: 'attempt.ended     call, conversation, refused',
      zh: '尝试结果          call，已通话，拒绝',
    },
    {
      kind: 'attempt.not sent',
      what: { channel: 'sms', not_sent_because: 'stop:everything:*' },
      en: 'attempt.not sent  sms, a stop of everything',
      zh: '未发出            sms，停止指令（全部）',
    },
    {
      kind: 'attempt.not sent',
      what: { channel: 'sms', not_sent_because: 'its verdict ran out while it waited for its turn' },
      en: 'attempt.not sent  sms, its verdict ran out while it waited for its turn',
      zh: '未发出            sms，排队期间判断已过期',
    },
    {
      kind: 'touch.cancelled',
      what: { name: 'nudge', cancelled_because: 'stage done by order.placed' },
      en: 'touch.cancelled   nudge, stage done by order.placed',
      zh: '取消触达          nudge，阶段已由 order.placed 完成',
    },
    {
      kind: 'stall.fired',
      what: { stall: 'slow', stage: 'kyc', result: 'holdout' },
      en: 'stall.fired       slow, in stage kyc, result: holdout',
      zh: '出现停滞          slow，阶段 kyc，结果：对照组，不触达',
    },
    {
      kind: 'contact.elsewhere',
      what: { channel: 'call', purpose: 'collection', outcome: 'no_answer', disposition: null, by: 'agency' },
      en: 'contact.elsewhere call, collection, no_answer, by agency',
      zh: '外部联系          call，催收，无人接听，由 agency',
    },
  ])('$en', ({ kind, what, en, zh }) => {
    expect([told(kind, what, 'en'), told(kind, what, 'zh')]).toEqual([en, zh]);
  });
});
