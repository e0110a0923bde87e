export interface CheckOptions {
  /** Default 2000 wall milliseconds; a check that takes longer is down. */
  readonly timeoutMs?: number;
}

export interface HealthReport {
  readonly status: 'up' | 'down';
  readonly checks: { readonly [name: string]: { readonly status: 'up' | 'down'; readonly reason?: string } };
}

/**
 * Two questions that call for different cures. Live: is this process itself all right? No: restart it. Ready: can it do
 * its work, servers and all? No: send it nothing for now; a restart would not help.
 */
export class Health {
  readonly #checks = new Map<string, { readonly ask: () => Promise<void>; readonly timeoutMs: number }>();
  #closing = false;

  /** `ask` throws what is wrong. */
  check(name: string, ask: () => Promise<void>, options: CheckOptions = {}): this {
    this.#checks.set(name, { ask, timeoutMs: options.timeoutMs ?? 2_000 });
    return this;
  }

  /** From now on not ready, while what was begun is ended. */
  closing(): void {
    this.#closing = true;
  }

  /** A process that can answer this at all is alive. */
  live(): HealthReport {
    return { status: 'up', checks: {} };
  }

  async ready(): Promise<HealthReport> {
    const asked = [...this.#checks].map(
      async ([name, { ask, timeoutMs }]) => [name, await answer(ask, timeoutMs)] as const,
    );
    const checks = Object.fromEntries(await Promise.all(asked));
    if (this.#closing) checks['process'] = { status: 'down', reason: 'is shutting down' };
    return { status: Object.values(checks).every((check) => check.status === 'up') ? 'up' : 'down', checks };
  }
}

async function answer(ask: () => Promise<void>, timeoutMs: number): Promise<HealthReport['checks'][string]> {
  const timer = new AbortController();
  try {
    await Promise.race([ask(), silence(timeoutMs, timer.signal)]);
    return { status: 'up' };
  } catch (error) {
    return { status: 'down', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    timer.abort();
  }
}

function silence(timeoutMs: number, cancelled: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    cancelled.addEventListener('abort', () => clearTimeout(timer));
  });
}
