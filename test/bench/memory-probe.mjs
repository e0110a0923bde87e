// Preloaded into a worker process (node --expose-gc --import): on the message `memory` from the parent, every thread collects
// its garbage and says how large its heap is, then the main thread answers for the whole process. Workflows live in a
// thread of their own, so the main thread's heap alone would say nothing of them.
import { isMainThread, threadId } from 'node:worker_threads';

const question = new BroadcastChannel('bench-memory');
const answers = new BroadcastChannel('bench-memory-answers');
for (const channel of [question, answers]) channel.unref();

function heap() {
  for (let times = 0; times < 3; times++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { threadId, heapUsed, external };
}

question.onmessage = () => answers.postMessage(heap());

if (isMainThread && process.send !== undefined) {
  process.on('message', (message) => {
    if (message !== 'memory') return;
    const threads = [];
    answers.onmessage = ({ data }) => threads.push(data);
    question.postMessage('say');
    // Threads that are busy for a moment answer a moment later.
    setTimeout(() => {
      threads.push(heap());
      process.send({ memory: { threads, rss: process.memoryUsage.rss() } });
    }, 1_500);
  });
  process.channel?.unref();
}
