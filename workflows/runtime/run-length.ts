import { workflowInfo } from '@temporalio/workflow';

/** A cold wake replays the history at about 2 ms per past workflow task; so a run is continued early. */
const LONG = 150;
/** The server warns at 10,000 events and ends a run at 50,000. */
const TOO_LONG = 2_000;

/** Continue as new as soon as nothing is under way. */
export function isLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength >= LONG || continueAsNewSuggested;
}

/** Begin nothing more until what is under way has landed, so that the run can be continued however much comes in. */
export function isTooLong(): boolean {
  return workflowInfo().historyLength >= TOO_LONG;
}
