import type { BusinessClock } from '#clock';
import { contentHash, parseBytes, parseEvent } from '#events';
import type { Fault, Parsed, StoredEvent } from '#events';
import type { EventRepository, Insertion } from '#store';
import type { Acceptance } from './acceptance.ts';
import { insertAround } from './insert-around.ts';
import type { Unstorable } from './insert-around.ts';
import type { Listening } from './listening.ts';
import { profilePatchOf } from './profile-patch.ts';
import { SignalRefused } from './signal.error.ts';
import type { Signals } from './signals.ts';
import { byCustomer } from './slices.ts';
import { forStore, forWorkflow } from './visible.ts';

/** One event as it came: as JSON that is already read, or as the bytes of it. */
export type Input = { readonly json: unknown } | { readonly bytes: Uint8Array | null };

export interface Intake {
  readonly events: Pick<EventRepository, 'insert' | 'markSignalled'>;
  readonly signals: Signals;
  readonly clock: Pick<BusinessClock, 'refresh'>;
  /** Types that go on to the workflow. */
  readonly listening: Pick<Listening, 'types'>;
}

/**
 * The one way in, for every door: parse, store once, remember the profile, signal each customer once, note that it was
 * signalled. Whatever fails on the way, the same events may come again: none counts twice, and none that was stored is lost.
 */
export class AcceptEvents {
  readonly #intake: Intake;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /**
   * An answer per input, in their order. When it returns, every good one is stored and signalled.
   *
   * Thrown when: the store's `StoreUnavailable`, or `SignalUnavailable`; then all are to be offered again.
   */
  async accept(inputs: readonly Input[]): Promise<Acceptance[]> {
    const receivedAt = await this.#intake.clock.refresh();
    const parsed = inputs.map((input) =>
      'bytes' in input ? parseBytes(input.bytes, { receivedAt }) : parseEvent(input.json, { receivedAt }),
    );
    const events = parsed.flatMap((answer) => (answer.ok ? [answer.event] : []));
    const listened = await this.#intake.listening.types();
    const insertions = await this.#store(events, listened);
    const refused = await this.#signal(
      events.filter((event, nth) => isOwed(insertions[nth], listened.has(event.type))),
    );
    let nth = 0;
    return parsed.map((answer, at) =>
      answer.ok
        ? answerOf(answer.event, insertions[nth++], refused.get(answer.event.customerId))
        : rejectionOf(answer, inputs[at]),
    );
  }

  /** The profile is changed with the event, in one transaction: what is signalled later from the row is not personal. */
  async #store(events: readonly StoredEvent[], listened: ReadonlySet<string>): Promise<readonly Stored[]> {
    const fresh = events.map((event) => {
      const profile = profilePatchOf(event);
      return {
        event: forStore(event),
        contentHash: contentHash(event),
        listened: listened.has(event.type),
        ...(profile === null ? {} : { profile }),
      };
    });
    return insertAround((some) => this.#intake.events.insert(some), fresh);
  }

  /** Those that the server took are marked even when it failed on others. Answers who was refused, and why. */
  async #signal(events: readonly StoredEvent[]): Promise<ReadonlyMap<string, SignalRefused>> {
    const refused = new Map<string, SignalRefused>();
    const groups = [...byCustomer(events)];
    const sent = await Promise.allSettled(
      groups.map(([customerId, group]) => this.#intake.signals.send(customerId, group.map(forWorkflow))),
    );
    const taken = groups.flatMap(([, group], nth) => (sent[nth]?.status === 'fulfilled' ? group : []));
    if (taken.length > 0) await this.#intake.events.markSignalled(taken, await this.#intake.clock.refresh());
    for (const [nth, outcome] of sent.entries()) {
      if (outcome.status === 'fulfilled') continue;
      if (!(outcome.reason instanceof SignalRefused)) throw outcome.reason;
      refused.set(groups[nth]?.[0] ?? '', outcome.reason);
    }
    return refused;
  }
}

type Stored = Insertion | Unstorable;

/** Does the workflow still have to hear of it? */
function isOwed(insertion: Stored | undefined, listened: boolean): boolean {
  return listened && (insertion === 'new' || insertion === 'again unsignalled');
}

function answerOf(event: StoredEvent, stored: Stored | undefined, refused: SignalRefused | undefined): Acceptance {
  const { source, id } = event;
  const rejected = (fault: Fault): Acceptance => ({ status: 'rejected', source, id, faults: [fault] });
  if (typeof stored === 'object') return rejected(stored.fault);
  if (stored === 'conflict') return { status: 'conflict', source, id, faults: [conflictOf(event)] };
  if (stored === 'again') return { status: 'duplicate', source, id };
  if (refused !== undefined) return rejected({ path: '', message: refused.message });
  return { status: stored === 'new' ? 'accepted' : 'duplicate', source, id };
}

function conflictOf({ source, id }: StoredEvent): Fault {
  return {
    path: 'id',
    message: `Event "${id}" of "${source}" came before with other content; the first one counts. Give a correction an id of its own.`,
  };
}

function rejectionOf(answer: Extract<Parsed, { ok: false }>, input: Input | undefined): Acceptance {
  const json = input !== undefined && 'json' in input ? input.json : null;
  const read = (name: 'source' | 'id'): string | null => {
    const value: unknown = typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[name] : null;
    return typeof value === 'string' && value.length <= 200 ? value : null;
  };
  return { status: 'rejected', source: read('source'), id: read('id'), faults: answer.faults };
}
