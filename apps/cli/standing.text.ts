import type { Language } from '#policy';
import type { Standing } from '#temporal';
import { iso } from './timeline.text.ts';
import { touchStates } from './words.zh.ts';

type Run = Standing['runs'][number];
type Touch = Standing['touches'][number];

interface StandingWords {
  readonly nobody: string;
  readonly run: (run: Run) => string;
  readonly touch: (touch: Touch) => string;
  readonly next: (at: number | null) => string;
}

/** Where a customer stands now, and what is due next; null: no workflow runs. */
export function standingText(standing: Standing | null, language: Language): string {
  const words = language === 'zh' ? chinese : english;
  if (standing === null) return `\n${words.nobody}`;
  return ['', ...standing.runs.map(words.run), ...standing.touches.map(words.touch), words.next(standing.nextDue)].join(
    '\n',
  );
}

const english: StandingWords = {
  nobody: 'Nothing is due: no workflow runs for this customer.',
  run: ({ journey, version, subject, stages, nextDeadline }) =>
    `In ${journey}@${version}${subject === null ? '' : ` (${subject})`}: ${stages.join(', ') || 'all stages done'}` +
    (nextDeadline === null ? '' : `, next deadline ${iso(nextDeadline)}`),
  touch: ({ touch, state, dueAt }) => `Touch ${touch}: ${state}${dueAt === null ? '' : ` until ${iso(dueAt)}`}`,
  next: (at) => (at === null ? 'Nothing is due.' : `Due next: ${iso(at)}.`),
};

const chinese: StandingWords = {
  nobody: '没有待办：该客户没有运行中的工作流。',
  run: ({ journey, version, subject, stages, nextDeadline }) =>
    `旅程 ${journey}@${version}${subject === null ? '' : `（${subject}）`}：${stages.join('、') || '全部阶段已完成'}` +
    (nextDeadline === null ? '' : `，下一期限 ${iso(nextDeadline)}`),
  touch: ({ touch, state, dueAt }) =>
    `触达 ${touch}：${touchStates[state] ?? state}${dueAt === null ? '' : `，至 ${iso(dueAt)}`}`,
  next: (at) => (at === null ? '没有待办。' : `下一待办：${iso(at)}。`),
};
