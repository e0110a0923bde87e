import { offer, offerCall, type TextBook } from '../text-book.ts';

const thanks = offer(
  'Your loan is paid off. Thank you for your trust! Your limit stays open, should you need it.',
  '您的贷款已全部还清，感谢您的信任！额度将为您保留，需要时可随时使用。',
);
const reminder = offer(
  'It has been a while. Your account and your limit are as you left them.',
  '好久不见！您的账户和额度一切如初。',
);
const voucher = offer(
  'It has been a while. A voucher for your next order waits in your account; it is yours to use or leave.',
  '好久不见！账户中有一张下单优惠券，您可自愿使用。',
);
const silent = offer(
  'We have not seen you for three months. Is there something we should do better? Tell us in one word.',
  '您已三个月未使用我们的服务，有什么我们可以改进的吗？欢迎简单告诉我们。',
);

export const reactivationTexts = {
  'paid-off-thanks': { push: thanks, wechat: thanks, email: thanks },
  'come-back-reminder': { push: reminder, wechat: reminder, sms: reminder },
  'come-back-voucher': { push: voucher, wechat: voucher, sms: voucher },
  'long-silent': { wechat: silent, email: silent, sms: silent },
  'long-silent-call': {
    call: offerCall(
      'We have not heard from you for three months. May I ask what we could do better?',
      '您已三个月未使用我们的服务，请问有什么我们可以改进的地方吗？',
    ),
  },
} as const satisfies TextBook;
