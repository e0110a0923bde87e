import { expectedTouches, step } from '#customer';
import type { ActivityOrder, Ask, CustomerEffect, CustomerInput, CustomerState, Dispatch, Happening } from '#customer';
import type { Instant, Published } from '#journey';
import type { TouchRequest } from '#policy';

/**
 * A state that holds only once it is adopted. What a due instant leads to is worked out on a draft, because the clock that
 * would have it due may turn out to stand still, and the store that must give the verdict may turn out to be down.
 */
export class Draft {
  happened: Happening[] = [];
  readonly dispatches: Dispatch[] = [];
  readonly cancelled: string[] = [];
  readonly activities: ActivityOrder[] = [];
  readonly activitiesCancelled: string[] = [];

  constructor(
    public state: CustomerState,
    private readonly published: Published,
  ) {}

  apply(input: CustomerInput): this {
    const [state, effects] = step(this.state, input, this.published);
    this.state = state;
    for (const effect of effects) this.#take(effect);
    return this;
  }

  #take(effect: CustomerEffect): void {
    switch (effect.kind) {
      case 'happened':
        this.happened.push(effect.happening);
        break;
      case 'dispatch':
        this.dispatches.push(effect.dispatch);
        break;
      case 'cancel dispatch':
        this.cancelled.push(effect.attempt);
        break;
      case 'perform':
        this.activities.push(effect.order);
        break;
      case 'cancel activity':
        this.activitiesCancelled.push(effect.activity);
        break;
    }
  }

  /** What else may come while the asked touches are useful. */
  expected(ask: Ask, at: Instant): readonly TouchRequest[] {
    return expectedTouches(this.state, ask, this.published, at);
  }

  /** They are written already. */
  forgetHappenings(kind?: Happening['kind']): void {
    this.happened = kind === undefined ? [] : this.happened.filter((one) => one.kind !== kind);
  }
}
