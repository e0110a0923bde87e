export {
  CLOCK_CHANGED_SIGNAL,
  CUSTOMER_WORKFLOW,
  EVENTS_SIGNAL,
  LOOK_AGAIN_SIGNAL,
  STANDING_QUERY,
  customerWorkflowId,
} from './customer-workflow.ts';
export type { CustomerStart, LookAgain, Standing, StandingRun, StandingTouch } from './customer-workflow.ts';
export { payloadCodecs, type SealingKey } from './payload-codec.ts';
export { PayloadKeyError, PayloadSealedError } from './payload-codec.error.ts';
