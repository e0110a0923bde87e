import { Connection } from '@temporalio/client';

/** Namespaces of their own for test files, whose customers would otherwise share workflow ids. */
export class Namespaces {
  constructor(private readonly server: () => Promise<string>) {}

  async make(namespace: string): Promise<{ readonly address: string; readonly namespace: string }> {
    const address = await this.server();
    const connection = await Connection.connect({ address });
    const service = connection.workflowService;
    try {
      await service.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: 86_400 as never } });
      // Registered is not yet known everywhere inside the server.
      await retried(async () => {
        await service.describeNamespace({ namespace });
        await service.getSystemInfo({});
        await service.listWorkflowExecutions({ namespace, pageSize: 1 });
      });
    } finally {
      await connection.close();
    }
    return { address, namespace };
  }
}

async function retried(question: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await question();
      return;
    } catch (thrown) {
      if (tries === 100) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
