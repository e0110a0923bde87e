import type { Reader, TimelineWords } from './timeline.words.ts';
import * as words from './words.zh.ts';

const from = (table: { readonly [word: string]: string | undefined }) => (word: string) => table[word] ?? word;
const purpose = from(words.purposes);
const outcome = from(words.outcomes);
const disposition = from(words.dispositions);

export const chinese: TimelineWords = {
  comma: '，',
  between: () => '、',
  kinds: {
    event: '事件',
    'run.started': '旅程开始',
    'run.ended': '旅程结束',
    'stage.entered': '进入阶段',
    'stage.done': '完成阶段',
    'stall.fired': '出现停滞',
    'stall.resolved': '停滞解决',
    'touch.planned': '计划触达',
    verdict: '策略判断',
    'attempt.started': '开始尝试',
    'attempt.not sent': '未发出',
    'attempt.ended': '尝试结果',
    'touch.cancelled': '取消触达',
    'touch.ended': '触达结束',
    'activity.planned': '计划操作',
    'activity.cancelled': '取消操作',
    'activity.ended': '操作结束',
    'contact.elsewhere': '外部联系',
    'journey.fault': '旅程故障',
  },
  said: {
    event: (of) => [of('type'), of('source') + of('id', '/')],
    'run.started': (of) => [of('journey') + of('version', '@'), of('subject', '对象 '), of('arm', '实验组 ')],
    'run.ended': (of) => [
      of('journey') + of('version', '@'),
      of('ended_how', '', from(words.runEnds)),
      of('ended_by', '因 '),
    ],
    'stage.entered': (of) => [of('stage'), entry(of)],
    'stage.done': (of) => [of('stage')],
    'stall.fired': (of) => [of('stall'), of('stage', '阶段 '), of('result', '结果：', from(words.stallResults))],
    'stall.resolved': (of) => [of('stall'), of('stage', '阶段 ')],
    'touch.planned': (of) => [
      of('name'),
      of('purpose', '', purpose),
      of('via', '渠道 '),
      of('useful_until', '有用至 '),
      of('id', '触达 '),
    ],
    verdict: (of, cause) => [
      of('kind', '', from(words.verdicts)) + of('channel', of('kind') === 'human' ? '，不走 ' : '，渠道 '),
      of('until', of('kind') === 'send' ? '有效至 ' : '至 '),
      of('blocked_by', '原因：', cause),
      of('winner', '名额给了 '),
      of('touch', '触达 '),
    ],
    'attempt.started': (of) => [of('channel'), of('id', '尝试 ')],
    'attempt.not sent': (of, cause) => [of('channel'), words.because(of('not_sent_because', '', cause))],
    'attempt.ended': (of) => [
      of('channel'),
      of('outcome', '', outcome),
      of('disposition', '', disposition),
      of('detail', '', words.because),
    ],
    'touch.cancelled': (of) => [of('name'), of('cancelled_because', '', words.because)],
    'touch.ended': (of) => [of('name'), of('how', '', from(words.touchEnds))],
    'activity.planned': (of) => [of('name'), of('stage', '阶段 ')],
    'activity.cancelled': (of) => [of('name'), of('cancelled_because', '', words.because)],
    'activity.ended': (of) => [of('name'), of('how', '', from(words.activityEnds)), of('detail', '', words.because)],
    'contact.elsewhere': (of) => [
      of('channel'),
      of('purpose', '', purpose),
      of('outcome', '', outcome),
      of('disposition', '', disposition),
      of('by', '由 '),
    ],
    'journey.fault': (of) => [of('kind'), of('journey'), of('name'), of('because')],
  },
};

function entry(of: Reader): string {
  return of('entry') === '1' ? '' : of('entry', '第 ', (times) => `${times} 次`);
}
