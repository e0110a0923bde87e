/** What the product's closed words are in Chinese. */
interface Words {
  readonly [word: string]: string | undefined;
}

export const purposes: Words = { service: '服务', transactional: '交易通知', marketing: '营销', collection: '催收' };

export const touchEnds: Words = {
  sent: '已发送',
  failed: '发送失败',
  unknown: '已交出，结果未知',
  dropped: '未发送',
  cancelled: '发送前已取消',
};

export const activityEnds: Words = {
  done: '已完成',
  failed: '失败',
  unknown: '已开始，结果未知',
  cancelled: '开始前已取消',
};

export const runEnds: Words = { goal: '达成目标', exit: '退出', expired: '到期' };

export const stallResults: Words = {
  touch: '产生触达',
  activity: '执行操作',
  'no touch': '不产生触达',
  guarded: '条件不满足',
  missed: '已错过',
  historical: '历史事件，不触达',
  holdout: '对照组，不触达',
};

export const verdicts: Words = { send: '可发送', hold: '暂缓', human: '转交人工', drop: '不发送' };

export const outcomes: Words = {
  pending: '等待结果',
  no_answer: '无人接听',
  busy: '占线',
  failed: '失败',
  delivered: '已送达',
  voicemail: '语音信箱',
  connected: '已接通',
  conversation: '已通话',
  unknown: '结果未知',
};

export const dispositions: Words = {
  refused: '拒绝',
  promised: '承诺',
  acted: '已办理',
  'callback asked': '要求回拨',
  unsubscribed: '退订',
  replied: '已回复',
};

export const touchStates: Words = {
  waiting: '等待判断',
  held: '暂缓',
  dispatching: '发送中',
  'awaiting outcome': '等待结果',
};

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^the stall is gone$/, '停滞已不存在'],
  [/^resolved by (.+)$/, '已由 $1 解决'],
  [/^stage done by (.+)$/, '阶段已由 $1 完成'],
  [/^stage entered again by (.+)$/, '因 $1 重新进入阶段'],
  [/^run ended by (.+)$/, '旅程因 $1 结束'],
  [/^run expired$/, '旅程已到期'],
  [/^the run moved to a newer version of its journey$/, '旅程已迁移到新版本'],
  [/^its verdict ran out while it waited for its turn$/, '排队期间判断已过期'],
  [/^its verdict was no longer valid$/, '判断已过期'],
  [/^cancelled before it went out$/, '发出前被召回'],
  [/^pace:(.+)$/, '渠道 $1 的排队时间过长'],
  [/^no callback$/, '没有回执'],
  [/^interrupted while it was going out$/, '发送途中中断'],
  [/^stopped when nobody knew whether it had gone out$/, '尚不知是否已发出时被停止'],
  [/^called back when nobody knew whether it had gone out$/, '尚不知是否已发出时被召回'],
  [/^its activity did not say how it ended$/, '没有得知发送结果'],
];

/** Why something was called off or not sent; what a provider or a person wrote stays as it is. */
export function because(text: string): string {
  for (const [sentence, chinese] of reasons) if (sentence.test(text)) return text.replace(sentence, chinese);
  return text;
}
