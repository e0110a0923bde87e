import { call, offer, offerCall, type TextBook } from '../text-book.ts';

const applyNudge = {
  en: 'Your credit application is saved but not sent yet. You can finish it where you left off.',
  zh: '您的额度申请已保存但尚未提交，可从上次离开处继续填写。',
};
const decisionSlow = {
  en: 'We are still looking at your application. You need not do anything; you will hear from us as soon as it is decided.',
  zh: '您的申请仍在审核中，无需任何操作，审核完成后我们会第一时间通知您。',
};
const firstUsePlain = offer(
  'Your credit is approved and ready. You pay interest only on what you use.',
  '您的额度已获批并可使用，仅对实际使用的金额计息。',
);
const firstUseExample = offer(
  'Your credit is ready. You choose what to pay for, see the whole cost before you confirm, and pay interest only on what you use.',
  '您的额度已可使用：您可自选用途，确认前即可查看全部费用，仅对实际使用的金额计息。',
);
const raiseLimit = offer(
  'Would a higher limit help you? Confirm your income in the app, and we look at it at once. It is your choice.',
  '需要更高额度吗？在应用内确认收入后我们将立即评估，由您自主选择。',
);
const firstUseCall = offer(
  'Your credit limit of {limit} is ready for use. Questions? We are glad to answer them.',
  '您的信用额度{limit}已可使用。如有疑问，我们乐意解答。',
);
const raisedLimit = offer(
  'Your raised limit is ready. Use it when you need it; there is no hurry.',
  '您的提升额度已生效，可在需要时使用。',
);

export const creditTexts = {
  'apply-nudge': { push: applyNudge, wechat: applyNudge, sms: applyNudge },
  'apply-call': {
    call: call(
      'You began a credit application yesterday. Shall I help you finish it, or would you rather talk to a colleague?',
      '您昨天开始填写额度申请，需要我协助您完成，还是转接人工？',
    ),
    task: {
      en: 'Call the customer about the unfinished application. Offer help with the form; give no promise of approval.',
      zh: '请就未完成的申请致电客户，协助填写，不得承诺审批结果。',
    },
  },
  'decision-slow': { push: decisionSlow, email: decisionSlow, sms: decisionSlow },
  'first-use-plain': { push: firstUsePlain, wechat: firstUsePlain, sms: firstUsePlain },
  'first-use-example': { push: firstUseExample, wechat: firstUseExample, sms: firstUseExample },
  'raise-limit': { push: raiseLimit, email: raiseLimit },
  'first-use-call': {
    call: offerCall(
      'Your credit limit of {limit} is ready for use. Do you have a question that I can answer?',
      '您的信用额度{limit}已可使用，请问有什么可以为您解答的吗？',
    ),
    sms: firstUseCall,
  },
  'raised-limit-ready': { push: raisedLimit, wechat: raisedLimit, sms: raisedLimit },
} as const satisfies TextBook;
