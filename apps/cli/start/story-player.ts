import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { storyEvents, type StoryEvent, type StoryPlan } from '#workflows/story';

export interface StoryDoor {
  readonly url: string;
  readonly apiKey: string;
}

/** How far the story has been played; kept in a file, so that the next morning goes on from here. */
export interface Bookmark extends StoryPlan {
  readonly told: number;
}

export interface StoryProgress {
  readonly told: number;
  readonly of: number;
  readonly customers: number;
  /** What is wrong, when the door does not take events now. */
  readonly trouble: string | null;
}

const batch = 200;

/** Plays invented customers: posts each event when the business clock reaches it, as an upstream system would. */
export class StoryPlayer {
  readonly #file: string;
  readonly #door: StoryDoor;
  #mark: Bookmark;
  #events: readonly StoryEvent[];
  #trouble: string | null = null;

  private constructor(file: string, door: StoryDoor, mark: Bookmark) {
    this.#file = file;
    this.#door = door;
    this.#mark = mark;
    this.#events = storyEvents(mark);
  }

  /** Goes on with the story of the file; without one, begins the given one. */
  static open(file: string, door: StoryDoor, plan: StoryPlan): StoryPlayer {
    return new StoryPlayer(file, door, readBookmark(file) ?? { ...plan, told: 0 });
  }

  get progress(): StoryProgress {
    return { told: this.#mark.told, of: this.#events.length, customers: this.#mark.customers, trouble: this.#trouble };
  }

  /** Posts what has happened by now. An event posted twice, after a crash in between, counts once. */
  async tellUntil(now: number): Promise<void> {
    for (;;) {
      const next = this.#events.slice(this.#mark.told, this.#mark.told + batch);
      const due = next.filter((event) => Date.parse(event.occurredAt) <= now);
      if (due.length === 0) {
        if (next.length === 0) this.#beginAnother(now);
        return;
      }
      if (!(await this.#post(due))) return;
      if (!this.#save({ ...this.#mark, told: this.#mark.told + due.length })) return;
      if (due.length < batch) return;
    }
  }

  async #post(events: readonly StoryEvent[]): Promise<boolean> {
    try {
      const response = await fetch(`${this.#door.url}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#door.apiKey}` },
        body: JSON.stringify(events),
        signal: AbortSignal.timeout(60_000),
      });
      this.#trouble = response.ok
        ? null
        : `the door answered ${response.status}: ${(await response.text()).slice(0, 200)}`;
    } catch (error) {
      this.#trouble = `the door does not answer (${error instanceof Error ? error.message : String(error)})`;
    }
    return this.#trouble === null;
  }

  /** Other people, from now on. */
  #beginAnother(now: number): void {
    if (this.#save({ ...this.#mark, seed: this.#mark.seed + 1, from: now, told: 0 }))
      this.#events = storyEvents(this.#mark);
  }

  /** Where it cannot be kept the story waits: told again it counts once, but told without end it would fill the disk. */
  #save(mark: Bookmark): boolean {
    try {
      writeFileSync(`${this.#file}.new`, JSON.stringify(mark));
      renameSync(`${this.#file}.new`, this.#file);
      this.#mark = mark;
      return true;
    } catch (error) {
      this.#trouble = `its bookmark cannot be kept (${error instanceof Error ? error.message : String(error)})`;
      return false;
    }
  }
}

function readBookmark(file: string): Bookmark | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Bookmark;
  } catch {
    return null;
  }
}
