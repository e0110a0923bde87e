import { offer, offerCall, type TextBook } from '../text-book.ts';

const plain = offer(
  'Still thinking it over? What you looked at is kept for you.',
  '还在考虑吗？您浏览的商品已为您保留。',
);
const instalments = offer(
  'What you looked at can be paid in instalments. You see the whole cost before you decide.',
  '您浏览的商品支持分期付款，下单前可查看全部费用。',
);
const evening = offer(
  'You had a look at something yesterday. If you still want it, two taps are left.',
  '您昨天浏览的商品仍可购买，只需两步即可下单。',
);
const laterSms = offer(
  'Questions about what you looked at, or about paying by instalments? Answer this message.',
  '对商品或分期付款有疑问？欢迎回复本消息。',
);

export const orderTexts = {
  'order-plain': { 'in-app': plain, push: plain, wechat: plain, sms: plain },
  'order-instalments': { 'in-app': instalments, push: instalments, wechat: instalments, sms: instalments },
  'order-evening': { wechat: evening, sms: evening },
  'order-call': {
    call: offerCall(
      'You looked at a purchase two days ago. May I explain how instalments work, and what they cost in all?',
      '您两天前浏览过一件商品，需要我为您介绍分期方式及全部费用吗？',
    ),
    sms: laterSms,
  },
} as const satisfies TextBook;
