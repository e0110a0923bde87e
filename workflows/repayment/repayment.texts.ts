import { call, type TextBook } from '../text-book.ts';

const soon = {
  en: 'Your bill of {amount} is due on {dueOn}. If you have arranged the payment already, there is nothing to do.',
  zh: '您的账单{amount}将于{dueOn}到期。如已安排付款，请忽略本消息。',
};
const today = {
  en: 'Your bill of {amount} is due today. You can pay it in the app.',
  zh: '您的账单{amount}今日到期，可在应用内付款。',
};
const overdueFirst = {
  en: 'We have not received your payment of {amount}, due on {dueOn}. If it is on its way, please ignore this. If it is hard for you, talk to us.',
  zh: '我们尚未收到您{dueOn}到期的付款{amount}。如已付款请忽略；如有困难，请与我们联系。',
};
const overdueSms = {
  en: 'Your payment of {amount}, due on {dueOn}, is still open. Please pay it, or answer this message to agree on a way.',
  zh: '您{dueOn}到期的账单{amount}仍未结清，请尽快付款，或回复本消息协商解决。',
};
const plan = {
  en: 'Your payment of {amount} is still open. You can split it into parts: tell us which parts you can bear, and we will find a plan together.',
  zh: '您的账单{amount}仍未结清。您可以申请分期偿还，请告诉我们您可承受的金额，我们一起制定方案。',
};
const restSoon = {
  en: 'Thank you for your payment. {remaining} of your bill is still open and due on {dueOn}.',
  zh: '感谢您的付款。账单尚余{remaining}，将于{dueOn}到期。',
};
const restOverdue = {
  en: 'Thank you for what you have paid. {remaining} is still open. If you need more time, talk to us.',
  zh: '感谢您已支付的部分，尚余{remaining}未结清。如需更多时间，请与我们联系。',
};

export const repaymentTexts = {
  'bill-soon': { push: soon, wechat: soon, sms: soon },
  'bill-today': { push: today, sms: today },
  'overdue-first': { push: overdueFirst, sms: overdueFirst },
  'overdue-call': {
    call: call(
      'It is about a matter of your account. Please confirm that I speak to the account holder before I go on.',
      '此来电涉及您的账户事宜，继续之前，请确认您是账户本人。',
    ),
    sms: overdueSms,
  },
  'overdue-plan': { wechat: plan, email: plan, sms: plan },
  'overdue-person': {
    task: {
      en: 'Bill of {amount}, due on {dueOn}, unpaid for two weeks. Call the debtor only; ask for the reason, offer a plan, note hardship.',
      zh: '账单{amount}（{dueOn}到期）已逾期两周。仅联系债务人本人；了解原因，提供还款方案，记录困难情况。',
    },
  },
  'rest-soon': { push: restSoon, wechat: restSoon, sms: restSoon },
  'rest-overdue': { push: restOverdue, wechat: restOverdue, sms: restOverdue },
  'rest-call': {
    call: call(
      'It is about a matter of your account. Please confirm that I speak to the account holder before I go on.',
      '此来电涉及您的账户事宜，继续之前，请确认您是账户本人。',
    ),
    task: {
      en: 'Part-paid bill, {remaining} still open. Call the debtor only; thank for the part paid and agree on the rest.',
      zh: '账单已部分偿还，尚余{remaining}。仅联系债务人本人；感谢已还部分，并商定剩余款项。',
    },
  },
} as const satisfies TextBook;
