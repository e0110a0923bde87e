import type { ContentRule } from '../content-rule.ts';

export const conservativeContent: readonly ContentRule[] = [
  {
    id: 'conservative.way-out',
    kind: 'way out',
    purposes: ['marketing'],
    channels: ['sms', 'email', 'wechat', 'push', 'in-app'],
    anyOf: { en: ['STOP', 'unsubscribe', 'opt out'], zh: ['退订', '拒收'] },
  },
  {
    id: 'conservative.automated-call',
    kind: 'disclosure',
    channels: ['call'],
    anyOf: {
      en: ['automated call', 'automated assistant', 'automated message', 'virtual assistant'],
      zh: ['自动语音', '智能语音', '自动外呼', '机器人'],
    },
  },
  {
    id: 'conservative.no-false-promises',
    kind: 'forbidden',
    purposes: ['marketing', 'service'],
    words: [
      'guaranteed approval',
      'risk-free',
      'no risk',
      'free money',
      '保证通过',
      '百分百通过',
      '无风险',
      '零风险',
      '稳赚',
    ],
  },
  {
    id: 'conservative.no-threats',
    kind: 'forbidden',
    purposes: ['collection', 'service'],
    words: [
      'arrest',
      'prison',
      'jail',
      'police',
      'your employer',
      'your family',
      '坐牢',
      '逮捕',
      '公安',
      '通知你的家人',
      '通知您的单位',
    ],
  },
  {
    id: 'conservative.variables',
    kind: 'variables',
    allowed: ['amount', 'dueOn', 'remaining', 'limit'],
  },
];
