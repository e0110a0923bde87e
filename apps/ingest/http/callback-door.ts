import { callbackEvents } from '#channels';
import type { CallbackEvent, CallbackReference } from '#channels';
import type { Acceptance, AcceptEvents } from '#intake';
import type { DispatchRepository } from '#store';
import { CallbackRefused } from './http-fault.ts';

export interface CallbackDoorOptions {
  readonly accept: Pick<AcceptEvents, 'accept'>;
  readonly dispatches: Pick<DispatchRepository, 'byReference'>;
  readonly now: () => Promise<number>;
  /** What came of the callback that came at `since`, by `performance.now()`. */
  readonly count: (acceptances: readonly Acceptance[], since: number) => void;
}

/** Makes events of a genuine callback and takes them in like any other. */
export class CallbackDoor {
  readonly #options: CallbackDoorOptions;

  constructor(options: CallbackDoorOptions) {
    this.#options = options;
  }

  /**
   * How many events it told of.
   *
   * Thrown when: `CallbackInvalidError` it cannot be read; `CallbackRefused` one of its events cannot be taken in, or names
   * a reference that nobody knows; the store or Temporal is away.
   */
  async take(
    callback: { readonly id: string; readonly rawBody: Buffer },
    from: { readonly channel: string; readonly provider: string },
  ): Promise<number> {
    const { accept, now, count } = this.#options;
    const since = performance.now();
    const told = callbackEvents(callback, { ...from, receivedAt: await now() });
    const events = await Promise.all(told.map((one) => this.#withCustomer(one, from.provider)));
    const acceptances = await accept.accept(events.map((json) => ({ json })));
    count(acceptances, since);
    // The same signed id again, without a time of its own, differs in when it came only: it was taken in before.
    const faults = acceptances.flatMap((acceptance) => (acceptance.status === 'rejected' ? acceptance.faults : []));
    if (faults.length > 0) throw new CallbackRefused(faults);
    return acceptances.length;
  }

  /** A provider that tells only its own reference: the dispatch that got it says whose it is. */
  async #withCustomer(told: CallbackEvent | CallbackReference, provider: string): Promise<CallbackEvent> {
    if (told.customerId !== null) return told;
    const { reference, ...event } = told;
    const dispatch = await this.#options.dispatches.byReference(provider, reference);
    if (dispatch === null) {
      const message = `Nothing was sent through "${provider}" that it calls "${reference}". If it was sent just now, send the callback again.`;
      throw new CallbackRefused([{ path: 'reference', message }]);
    }
    const { customerId, attempt } = dispatch;
    return { ...event, customerId, properties: { attempt, ...event.properties } };
  }
}
