import { isGood } from '#intake';
import type { Acceptance } from '#intake';

/** What the caller reads of one event. */
export interface EventAnswer {
  readonly id: string | null;
  readonly source: string | null;
  readonly status: Acceptance['status'];
  readonly faults: readonly { readonly path: string; readonly message: string }[];
}

export interface EventsAnswer {
  /** 202 all taken in, 207 a part of them, 400 or 409 none. */
  readonly status: 202 | 207 | 400 | 409;
  readonly body: { readonly items: readonly EventAnswer[] };
}

export function answerTo(acceptances: readonly Acceptance[]): EventsAnswer {
  const items = acceptances.map(({ id, source, status, ...rest }) => ({
    id,
    source,
    status,
    faults: 'faults' in rest ? rest.faults : [],
  }));
  return { status: statusOf(acceptances), body: { items } };
}

function statusOf(acceptances: readonly Acceptance[]): EventsAnswer['status'] {
  const good = acceptances.filter(isGood).length;
  if (good === acceptances.length) return 202;
  if (good > 0) return 207;
  return acceptances.every(({ status }) => status === 'conflict') ? 409 : 400;
}
