/** A cold wake replays the history at about 2 ms per past workflow task; so a run is continued early. */
const LONG = 150;
/** The server warns at 10,000 events and ends a run at 50,000. */
const TOO_LONG = 2_000;

/** A task is scheduled, started and completed; it asks for something, and a timer is set and rings. */
const EVENTS_OF_A_TURN = 6;
const EVENTS_OF_A_FLIGHT = 3;

/**
 * About how many events the history of this run has. Reckoned from what the workflow has seen, because a replay is told
 * another length than the run was (see BusinessTime).
 */
export class RunLength {
  #events = 0;

  turned(): void {
    this.#events += EVENTS_OF_A_TURN;
  }

  heard(signals: number, landed: number): void {
    this.#events += signals + landed * EVENTS_OF_A_FLIGHT;
  }

  /** Continue as new as soon as nothing is under way. */
  get isLong(): boolean {
    return this.#events >= LONG;
  }

  /** Begin nothing more until what is under way has landed, so that the run can be continued however much comes in. */
  get isTooLong(): boolean {
    return this.#events >= TOO_LONG;
  }
}
