import { call, type TextBook } from '../text-book.ts';

const registerPlain = {
  en: 'Your registration is not finished yet. Two steps are left, and what you have entered is kept.',
  zh: '您的注册尚未完成，还剩两步，已填写的内容均已保存。',
};
const registerFriendly = {
  en: 'Good to have you here! Your registration waits where you left it; it takes about two minutes more.',
  zh: '欢迎您！注册进度已为您保留，再花两分钟即可完成。',
};
const registerHelp = {
  en: 'Stuck while registering? Answer this message and we will help you through the last steps.',
  zh: '注册遇到问题？回复本消息，我们帮您完成最后几步。',
};
const identityPlain = {
  en: 'Please verify your identity to use your account. Keep your identity document at hand.',
  zh: '请完成身份验证以使用您的账户，请准备好身份证件。',
};
const identityFriendly = {
  en: 'Almost there! One look at your identity document, and your account is ready.',
  zh: '就差一步！完成身份验证，账户即可使用。',
};
const identityRetry = {
  en: 'The identity check did not succeed. Good light, no glare and the whole document in the frame usually solve it. You can try again at once.',
  zh: '身份验证未通过。请在光线充足、无反光的环境下拍摄完整证件，现在即可重试。',
};
const identityLast = {
  en: 'Your account still waits for the identity check. Your registration is kept for 30 days in all; after that you would start anew.',
  zh: '您的账户仍待身份验证。注册信息共保留30天，逾期需重新注册。',
};

export const onboardingTexts = {
  'register-plain': { push: registerPlain, sms: registerPlain },
  'register-friendly': { push: registerFriendly, sms: registerFriendly },
  'register-help': { wechat: registerHelp, sms: registerHelp },
  'identity-plain': { push: identityPlain, sms: identityPlain },
  'identity-friendly': { push: identityFriendly, sms: identityFriendly },
  'identity-retry': { push: identityRetry, wechat: identityRetry, sms: identityRetry },
  'identity-call': {
    call: call(
      'Your identity check is still open. Shall I explain what is needed? You can also ask for a colleague.',
      '您的身份验证尚未完成，需要我为您说明所需材料吗？您也可以要求转接人工。',
    ),
    task: {
      en: 'Call the customer and help with the identity check. Ask what went wrong; do not ask for documents by phone.',
      zh: '请致电客户，协助完成身份验证。询问遇到的问题，勿通过电话索要证件信息。',
    },
  },
  'identity-last': { wechat: identityLast, sms: identityLast },
} as const satisfies TextBook;
