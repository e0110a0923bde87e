import { Client, Connection } from '@temporalio/client';
import { customerWorkflowId } from '#temporal';
import { keepHistory } from './history-file.ts';

/** What is to be kept, and where it happened. */
export interface RecordArguments {
  readonly address: string;
  readonly namespace: string;
  readonly customerId: string;
}

/** Keeps the history of one customer's last run. A program of its own: jest has other byte arrays. */
async function main({ address, namespace, customerId }: RecordArguments): Promise<void> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  await keepHistory(customerId, await client.workflow.getHandle(customerWorkflowId(customerId)).fetchHistory());
  await connection.close();
}

main(JSON.parse(process.argv[2] ?? '{}') as RecordArguments).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
