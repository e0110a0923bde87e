import { nextDue } from '#customer';
import type { CustomerState } from '#customer';
import type { Instant } from '#journey';

/** When something is due next: of the customer's own, or because somebody asked to look again. */
export class Agenda {
  #lookAt: Instant | null;

  constructor(lookAt: Instant | null) {
    this.#lookAt = lookAt;
  }

  get lookAt(): Instant | null {
    return this.#lookAt;
  }

  lookAgainAt(at: Instant): void {
    this.#lookAt = this.#lookAt === null ? at : Math.min(this.#lookAt, at);
  }

  isLookDue(at: Instant): boolean {
    return this.#lookAt !== null && this.#lookAt <= at;
  }

  hasLooked(at: Instant): void {
    if (this.isLookDue(at)) this.#lookAt = null;
  }

  next(state: CustomerState): Instant | null {
    const due = nextDue(state);
    if (this.#lookAt === null || due === null) return due ?? this.#lookAt;
    return Math.min(due, this.#lookAt);
  }
}
