import { describe, expect, it } from '@jest/globals';
import {
  candidateZones,
  checkContent,
  consentWordsOf,
  coverage,
  firstPolicy,
  presets,
  recogniseAnswer,
  resolvePolicy,
  touchesOf,
} from '#policy';
import { lendingCatalogue } from '#workflows/catalogue';
import type { CatalogueTouch, Content, Rule } from '#policy';
import { policyOf, sha256 } from './policy.builder.ts';

describe('what an answer asks for', () => {
  it.each([
    { text: 'STOP', word: 'stop' },
    { text: ' stop. ', word: 'stop' },
    { text: 'Please stop!', word: 'stop' },
    { text: 'Unsubscribe', word: 'stop' },
    { text: 'TD', word: 'stop' },
    { text: 'ｔｄ', word: 'stop' },
    { text: 't', word: 'stop' },
    { text: '退订', word: 'stop' },
    { text: '我要退订，谢谢', word: 'stop' },
    { text: 'STOP ALL', word: 'stop all' },
    { text: '全部退订', word: 'stop all' },
    { text: 'START', word: 'start' },
    { text: '恢复订阅', word: 'start' },
    { text: 'ＵＮＳＵＢＳＣＲＩＢＥ！', word: 'stop' },
    { text: 'S T O P', word: 'stop' },
    { text: 'U N S U B S C R I B E', word: 'stop' },
    { text: 'STOP! STOP! STOP!', word: 'stop' },
    { text: 'STOP\u200b', word: 'stop' },
    { text: 'STOP ❤️', word: 'stop' },
    { text: 'Reply STOP', word: 'stop' },
    { text: 'stop it', word: 'stop' },
    { text: 'Stop texting me', word: 'stop' },
    { text: 'please STOP sending me messages, thank you', word: 'stop' },
    { text: 'opt me out', word: 'stop' },
    { text: "Don't call me", word: 'stop' },
    { text: 'Do not text me again', word: 'stop' },
    { text: 'remove me from your mailing list', word: 'stop' },
    { text: 'Unsubscribe me from all', word: 'stop all' },
    { text: 'STOP\n\n--\nSent by Li from a telephone', word: 'stop' },
    { text: 'Stop.\n> Big offer! Reply STOP to opt out', word: 'stop' },
    { text: '回T', word: 'stop' },
    { text: '回复TD', word: 'stop' },
    { text: '退 订', word: 'stop' },
    { text: '退訂', word: 'stop' },
    { text: '請幫我取消訂閱', word: 'stop' },
    { text: '別再發了', word: 'stop' },
    { text: '不要！退订', word: 'stop' },
    { text: '不要 退订', word: 'stop' },
    { text: '停止', word: 'stop' },
    { text: '我要停止接收短信', word: 'stop' },
    { text: '請停止發送訊息', word: 'stop' },
    { text: '拒絕營銷短訊', word: 'stop' },
    { text: '不要再打电话给我', word: 'stop' },
    { text: '不要再給我打電話', word: 'stop' },
    { text: '别再打了', word: 'stop' },
    { text: '別再打電話來', word: 'stop' },
    { text: '别发了', word: 'stop' },
    { text: '別發了', word: 'stop' },
    { text: '别打电话了', word: 'stop' },
    { text: '不要再发', word: 'stop' },
    { text: '请勿再联系', word: 'stop' },
    { text: '請勿再聯絡', word: 'stop' },
    { text: '请不要再联系我', word: 'stop' },
    { text: '不要联系我', word: 'stop' },
    { text: 'No more texts', word: 'stop' },
    { text: 'no more messages please', word: 'stop' },
    { text: 'Do not contact me', word: 'stop' },
    { text: 'Leave me alone!', word: 'stop' },
    { text: 'Take me off your list', word: 'stop' },
    { text: 'stop the calls', word: 'stop' },
    { text: '要不退订吧', word: 'stop' },
    { text: '怎么还不退订', word: 'stop' },
    { text: '全部退訂', word: 'stop all' },
    { text: '我要恢復訂閱', word: 'start' },
    { text: '不想恢复订阅', word: null },
    { text: '我没有退订', word: null },
    { text: '什么时候停止计息', word: null },
    { text: '我的服务停止了吗', word: null },
    { text: '希望不要再发生', word: null },
    { text: 'Thanks!\n> 回复退订即可不再接收', word: null },
    { text: '不退订', word: null },
    { text: '我不退訂', word: null },
    { text: '我不想退订', word: null },
    { text: '不要退订', word: null },
    { text: '不要全部退订', word: null },
    { text: "don't unsubscribe me", word: null },
    { text: "please don't stop", word: null },
    { text: 'when does the bus stop', word: null },
    { text: '别担心', word: null },
    { text: '不要忘记发给我', word: null },
    { text: '别发给别人', word: null },
    { text: '不要再打折了吗', word: null },
    { text: '希望不要再發生', word: null },
    { text: 'leave a message', word: null },
    { text: 'stop the interest', word: null },
    { text: 'do not stop', word: null },
    { text: 'the bus stop is closed', word: null },
    { text: 'I will not stop paying', word: null },
    { text: '好的', word: null },
    { text: '', word: null },
  ])('"$text" is $word', ({ text, word }) => {
    expect(recogniseAnswer(text)).toBe(word);
  });

  const offered = presets.flatMap(({ content = [] }) =>
    content.flatMap((rule) => (rule.kind === 'way out' ? Object.values(rule.anyOf).flat() : [])),
  );
  it.each([...new Set(offered)])('understands who answers "%s", which a preset lets a text offer', (text) => {
    expect(recogniseAnswer(text)).toBe('stop');
  });

  it.each([
    { answer: 'stop', words: ['marketing sms no', 'service sms no', 'collection sms no'] },
    { answer: 'stop all', words: ['marketing * no', 'service * no', 'collection * no'] },
    { answer: 'start', words: ['marketing sms begin', 'service sms begin', 'collection sms begin'] },
  ] as const)('$answer by SMS is written down as $words', ({ answer, words }) => {
    const written = consentWordsOf(answer, 'sms', 1, 'message/1');
    expect(
      written.map(
        ({ purpose, channel, given, lifts }) => `${purpose} ${channel} ${lifts ? 'begin' : given ? 'yes' : 'no'}`,
      ),
    ).toEqual(words);
  });
});

describe('texts', () => {
  const policy = firstPolicy(sha256);
  const text = (more: Partial<Content>): Content => ({
    purpose: 'marketing',
    channel: 'sms',
    language: 'en',
    text: 'Your offer waits. Reply STOP to refuse.',
    variables: [],
    ...more,
  });

  it.each([
    { situation: 'marketing with its way out', content: text({}), faults: [] },
    {
      situation: 'marketing without',
      content: text({ text: 'Your offer waits.' }),
      faults: ['The marketing text for sms (en) does not say how to refuse. Add one of: STOP, unsubscribe, opt out.'],
    },
    {
      situation: 'Chinese marketing with its way out',
      content: text({ language: 'zh-CN', text: '您的额度已提升，退订回T' }),
      faults: [],
    },
    {
      situation: 'a language nobody has checked',
      content: text({ language: 'nl' }),
      faults: [
        'The marketing text for sms (nl) cannot be checked: "conservative.way-out" lists no way out in nl. Add some.',
      ],
    },
    {
      situation: 'service needs no way out',
      content: text({ purpose: 'service', text: 'Please verify.' }),
      faults: [],
    },
    {
      situation: 'a call that says what it is',
      content: text({
        purpose: 'service',
        channel: 'call',
        text: 'Hello, this is an automated call of your bank. Please verify.',
      }),
      faults: [],
    },
    {
      situation: 'a call that says it too late',
      content: text({ purpose: 'service', channel: 'call', text: 'Hello. This is an automated call.' }),
      faults: [expect.stringContaining('does not open by saying that it is automated')],
    },
    {
      situation: 'a Chinese call that says what it is',
      content: text({
        purpose: 'service',
        channel: 'call',
        language: 'zh',
        text: '您好，这是自动语音通知。请完成认证。',
      }),
      faults: [],
    },
    {
      situation: 'a forbidden word',
      content: text({ text: 'Guaranteed approval! Reply STOP.' }),
      faults: [
        'The marketing text for sms (en) says "guaranteed approval", which must not be said. Say it in other words.',
      ],
    },
    ...[
      'Guaranteed  approval! Reply STOP.',
      'G U A R A N T E E D approval! Reply STOP.',
      'guaranteed\u00adapproval! Reply STOP.',
      'Ｇｕａｒａｎｔｅｅｄ-ａｐｐｒｏｖａｌ! Reply STOP.',
      'Guaran\u200bteed approval! Reply STOP.',
    ].map((said) => ({
      situation: `a forbidden word however it is spaced: ${said}`,
      content: text({ text: said }),
      faults: [expect.stringContaining('says "guaranteed approval"')],
    })),
    ...['保证通过', '保 证 通 过', '保·证\n通过', '保證通過'].map((said) => ({
      situation: `a forbidden word in Chinese: ${said}`,
      content: text({ language: 'zh', text: `${said}，回复退订` }),
      faults: [expect.stringMatching(/says "保[证證]通[过過]"/)],
    })),
    {
      situation: 'words of two sentences are no forbidden one',
      content: text({ text: 'Is there a fee? No. Risk is yours. Reply STOP.' }),
      faults: [],
    },
    {
      situation: 'a sentence with "stop" in it is no way out',
      content: text({ text: "Don't stop saving now!" }),
      faults: [expect.stringContaining('does not say how to refuse')],
    },
    {
      situation: 'a marketing call says how to refuse, too',
      content: text({ channel: 'call', text: 'This is an automated call. We have an offer.' }),
      faults: [expect.stringContaining('does not say how to refuse')],
    },
    {
      situation: 'a forbidden word within another',
      content: text({ purpose: 'collection', text: 'The arresting view.' }),
      faults: [],
    },
    {
      situation: 'a threat',
      content: text({ purpose: 'collection', text: 'We will tell your employer.' }),
      faults: [expect.stringContaining('says "your employer"')],
    },
    {
      situation: 'a variable that is not on the list',
      content: text({ variables: ['amount', 'idNumber'] }),
      faults: [expect.stringContaining('uses the variable "idNumber"')],
    },
  ])('$situation', ({ content, faults }) => {
    expect(checkContent(content, policy).map(({ sentence }) => sentence)).toEqual(faults);
  });
});

describe('what a policy leaves open', () => {
  const nudge: CatalogueTouch = { journey: 'j', stage: 's', touch: 'nudge', purpose: 'service', channels: ['sms'] };
  const cap: Rule = {
    id: 'cap',
    kind: 'cap',
    countOn: 'attempt',
    limit: 1,
    window: { rolling: '24h' },
    onBlock: 'hold',
  };

  it('a touch that no rule of a kind looks at is named', () => {
    const policy = policyOf([
      { ...cap, purposes: ['service'] },
      { id: 'c', kind: 'consent', onBlock: 'drop', shadow: true },
    ]);
    expect(coverage([nudge], policy).map(({ sentence }) => sentence)).toEqual([
      'Journey "j", stage "s", touch "nudge": no rule of hours looks at service by sms.',
      'Journey "j", stage "s", touch "nudge": no rule of consent looks at service by sms.',
    ]);
  });

  it('a cap that marketing can use up for service is named', () => {
    expect(coverage([], policyOf([cap])).map(({ kind, rules }) => [kind, rules])).toEqual([
      ['blocks service', ['cap']],
    ]);
  });

  it('a rule that names what is not there is named, with what is', () => {
    const policy = policyOf([
      { ...cap, purposes: ['service'], channels: ['smss', 'sms'], journeys: ['jj'], shadow: true },
      { id: 'trouble', kind: 'suppress', flags: ['overdu', 'complaint'], onBlock: 'drop' },
    ]);
    const strange = coverage([nudge], policy).filter(({ kind }) => kind === 'names nothing');
    expect(strange.map(({ sentence }) => sentence)).toEqual([
      'Rule "cap" names the channel "smss", by which no touch goes. Known: call, email, in-app, push, sms, task, wechat.',
      'Rule "cap" names the journey "jj", of which there is no touch. Known: j.',
      expect.stringMatching(
        /^Rule "trouble" waits for the flag "overdu", which no event raises\. Known: bankrupt, complaint,/,
      ),
    ]);
  });

  it("a rule of the journey's own covers its touches, and no others", () => {
    const tightenedBy = [{ ...cap, id: 'j.cap' }];
    const kinds = (touch: CatalogueTouch) => coverage([touch], policyOf([])).map(({ kind }) => kind);
    expect(kinds({ ...nudge, tightenedBy })).toEqual(['no hours', 'no consent']);
    expect(kinds(nudge)).toEqual(['no cap', 'no hours', 'no consent']);
  });

  it('a gap that the policy means is told apart, with its reason', () => {
    const because = { en: 'it waits to be read', zh: '等待查看' };
    const open = [{ kinds: ['hours'], channels: ['sms'], because }] as const;
    const policy = resolvePolicy([{ name: 'p', rules: [], leavesOpen: open }], sha256);
    expect(coverage([{ ...nudge, channels: ['sms'] }], policy).map(({ kind, meant }) => [kind, meant])).toEqual([
      ['no cap', null],
      ['no hours', because],
      ['no consent', null],
    ]);
  });

  it('what a policy means by leaving open changes no verdict, so it is not in the hash', () => {
    const open = [{ kinds: ['hours'], because: { en: 'meant', zh: '有意' } }] as const;
    const one = resolvePolicy([{ name: 'p', rules: [] }], sha256);
    expect(resolvePolicy([{ name: 'p', rules: [], leavesOpen: open }], sha256).hash).toBe(one.hash);
  });

  it('the product’s own journeys have no gap under the first policy that nobody means', () => {
    expect(coverage(touchesOf(lendingCatalogue), firstPolicy(sha256)).filter(({ meant }) => meant === null)).toEqual(
      [],
    );
  });

  it('the first policy covers marketing by call', () => {
    expect(coverage([{ ...nudge, purpose: 'marketing', channels: ['call'] }], firstPolicy(sha256))).toEqual([]);
  });
});

describe('who and where', () => {
  it.each([
    { known: 'explicitly', sources: { explicit: ['Asia/Shanghai'], phone: ['Asia/Urumqi'] }, zones: ['Asia/Shanghai'] },
    {
      known: 'by address and prefix',
      sources: { phone: ['America/New_York', 'America/Chicago'], address: ['America/Chicago'] },
      zones: ['America/Chicago', 'America/New_York'],
    },
    {
      known: 'by the tenant only',
      sources: { strictest: ['Europe/Lisbon', 'Europe/Berlin'] },
      zones: ['Europe/Lisbon', 'Europe/Berlin'],
    },
    { known: 'not at all', sources: {}, zones: [] },
  ])('a zone known $known gives $zones', ({ sources, zones }) => {
    expect(candidateZones(sources)).toEqual(zones);
  });
});
