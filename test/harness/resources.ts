import { randomBytes } from 'node:crypto';
import { ask } from './ask.ts';

export interface TestNamespace {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
}

export interface TestTopic {
  readonly brokers: readonly string[];
  /** Nobody else's; not made yet (`ensureTopics` of #bus). */
  readonly topic: string;
  readonly groupId: string;
}

/** A migrated, empty database of one's own. Ask once per test file. */
export async function testDatabase(): Promise<{ readonly url: string }> {
  return ask('/database');
}

/** A Temporal namespace and task queue of one's own. */
export async function testNamespace(): Promise<TestNamespace> {
  const made = await ask<Omit<TestNamespace, 'taskQueue'>>('/namespace');
  return { ...made, taskQueue: `queue-${made.namespace}` };
}

export async function testTopic(): Promise<TestTopic> {
  const { brokers } = await ask<{ brokers: string[] }>('/kafka');
  const name = randomBytes(6).toString('hex');
  return { brokers, topic: `topic-${name}`, groupId: `group-${name}` };
}
