import type { Progress } from './running-server.ts';

/** Says every second, from the second one on, how long this has taken. Answers what ends it. */
export function ticking(doing: string | undefined, onProgress: Progress | undefined): () => void {
  if (doing === undefined || onProgress === undefined) return () => {};
  const since = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - since) / 1_000);
    if (seconds >= 2) onProgress(doing, seconds);
  }, 1_000);
  return () => clearInterval(timer);
}
