export type { AttemptInDoubt, Channel, Inquiry, InquiryReport, OutgoingMessage, SendResult } from './channel.ts';
export { OUTCOME_WITHIN_MS } from './outcome-within.ts';
export { InquiryFailedError } from './inquiry.error.ts';
export {
  ChannelAnswerError,
  ChannelBusyError,
  ChannelCancelledError,
  ChannelError,
  ChannelFaultError,
  ChannelNotBoundError,
  ChannelRefusedError,
  ChannelSilentError,
  ChannelUnreachableError,
  SandboxInProductionError,
} from './channel.error.ts';
export { askable, bindChannels, type BindOptions, type Channels } from './bindings.ts';
export { pacesOf, type Pace, type PaceLimit, type Paces } from './pace.ts';
export { defaultRetryPlan, pauseBefore, type RetryPlan } from './retry.ts';
export { WebhookChannel, type WebhookOptions } from './webhook.channel.ts';
export type { WebhookMessage } from './webhook-message.ts';
export { SandboxChannel, type LateAnswer, type SandboxLater, type SandboxOptions } from './sandbox.channel.ts';
export { sandboxAnswer, type SandboxAnswer } from './sandbox-answer.ts';
export {
  callbackEvents,
  verifyCallback,
  type CallbackEvent,
  type CallbackReference,
  type CallbackRequest,
} from './callback.ts';
export { CallbackError, CallbackForgedError, CallbackInvalidError, CallbackStaleError } from './callback.error.ts';
export { renderText, variablesIn, type TextVariables } from './text.ts';
export { MissingVariableError } from './text.error.ts';
