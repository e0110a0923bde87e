import { setTimeout } from 'node:timers/promises';
import { Client, Connection, WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import type { ServedConfig } from '#config';
import { customerWorkflowId, payloadCodecs, STANDING_QUERY } from '#temporal';
import type { Standing } from '#temporal';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

/** What the command line asks of customers' workflows. */
export interface CustomerWorkflows {
  /** Null when nothing is armed for this customer, so that no workflow runs. */
  standing(customerId: string): Promise<Standing | null>;
  close(): Promise<void>;
}

/** Throws CommandFailure when Temporal does not answer. */
export async function customerWorkflows({ temporal }: ServedConfig): Promise<CustomerWorkflows> {
  const connection = await connect(temporal);
  const client = new Client({
    connection,
    namespace: temporal.namespace,
    dataConverter: { payloadCodecs: payloadCodecs(temporal.payloadKeys) },
  });
  return {
    standing: (customerId) => unlessGone(() => standingOf(client.workflow.getHandle(customerWorkflowId(customerId)))),
    close: () => connection.close(),
  };
}

const PAUSE_MS = 100;
const PAUSES = 20;

/**
 * Asked between two workflow tasks, where there is such a moment: an answer to a query that is given while a local activity
 * answers is what workflows/runtime/inbox.ts guards against.
 */
async function standingOf(workflow: WorkflowHandle): Promise<Standing> {
  for (let pauses = 0; pauses < PAUSES && (await isAtWork(workflow)); pauses += 1) await setTimeout(PAUSE_MS);
  return workflow.query<Standing>(STANDING_QUERY);
}

async function isAtWork(workflow: WorkflowHandle): Promise<boolean> {
  const { raw } = await workflow.describe();
  return raw.pendingWorkflowTask !== null && raw.pendingWorkflowTask !== undefined;
}

async function connect(temporal: ServedConfig['temporal']): Promise<Connection> {
  try {
    return await Connection.connect({
      address: temporal.address,
      connectTimeout: '5s',
      ...(temporal.tls && { tls: true }),
      ...(temporal.apiKey !== null && { apiKey: temporal.apiKey }),
    });
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(
      `Temporal does not answer at ${temporal.address} (${because}). Is \`tendril start\` running, or TEMPORAL_ADDRESS right?`,
      ExitCode.unavailable,
    );
  }
}

/** A workflow that has ended holds nothing: there is nobody to ask. */
async function unlessGone<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
