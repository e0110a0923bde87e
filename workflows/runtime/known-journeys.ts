import type { PublishedPart } from '#activities';
import { inOrder } from '#journey';
import type { CustomerEvent, Instant, JourneyDefinition, OffsetTable, Published } from '#journey';
import { local } from './activity-proxies.ts';
import type { BusinessTime } from './business-time.ts';
import { sharedDefinitions, sharedIndex, sharedPublished } from './shared-catalogue.ts';
import { isWornOut } from './zone-age.ts';

/** An index that is older, while the clock ran, is asked for anew before events are taken: a journey may have been published since. */
const STALE_MS = 3_600_000;

/**
 * What this run knows of the published journeys: which events start one, and the definitions that were needed so far.
 *
 * Decision: how do definitions reach a workflow? Options: (a) in the bundle, (b) the whole catalogue in each history, (c) as
 * needed, through activities. (a) starts another definition when a history is replayed on a newer bundle, and the replay
 * diverges. (b) writes every journey of the institution into the history of every customer. So (c).
 */
export class KnownJourneys {
  #startsOn: PublishedPart['startsOn'];
  #heardBy: PublishedPart['heardBy'];
  #definitions: { readonly [key: string]: JourneyDefinition };
  #zones: { readonly [zone: string]: OffsetTable } = {};
  #iana: string | undefined;
  #askedAt: Instant;
  /** A type is asked for once, also where the answer lacks a definition: the index may be of a newer build than the answer. */
  readonly #asked = new Set<string>();
  #wantedZone: string | null = null;
  #renewedFor: Instant | null = null;
  readonly #guards: Published['guards'];
  readonly #time: BusinessTime;
  #published: Published;
  #order: ((a: CustomerEvent, b: CustomerEvent) => number) | null = null;

  constructor(part: PublishedPart, guards: Published['guards'], askedAt: Instant, time: BusinessTime) {
    this.#startsOn = sharedIndex(part.startsOn);
    this.#heardBy = sharedIndex(part.heardBy);
    this.#definitions = sharedDefinitions(part.definitions);
    this.#iana = part.iana;
    this.#guards = guards;
    this.#askedAt = askedAt;
    this.#time = time;
    this.#published = sharedPublished(this.#startsOn, this.#definitions, guards);
  }

  get published(): Published {
    return this.#published;
  }

  /** Of two events at one instant the one of the earlier stage comes first. */
  get order(): (a: CustomerEvent, b: CustomerEvent) => number {
    return (this.#order ??= inOrder(this.#published));
  }

  get part(): PublishedPart {
    return {
      startsOn: this.#startsOn,
      heardBy: this.#heardBy,
      definitions: this.#definitions,
      ...(this.#iana !== undefined && { iana: this.#iana }),
    };
  }

  get askedAt(): Instant {
    return this.#askedAt;
  }

  /** Is everything here that has to be known of these events before they are taken? `at`: when the last was received. */
  knows(types: readonly string[], at: Instant): boolean {
    return this.#wantedZone === null && !this.#isStale(at) && this.#missing(types).length === 0;
  }

  isWornOut(table: OffsetTable, at: Instant): boolean {
    return isWornOut(table, at, this.#iana);
  }

  /** Null: it has to be learnt first. It is asked for once for each `at`, whatever the answer. */
  zone(zone: string, at: Instant): OffsetTable | null {
    const known = this.#zones[zone];
    if (known !== undefined && (!this.isWornOut(known, at) || this.#renewedFor === at)) return known;
    this.#wantedZone = zone;
    this.#renewedFor = at;
    return null;
  }

  /** Asks for what is not known yet: the definitions that hear these events, or the zone that was asked for. Throws when nobody answers. */
  async learn(types: readonly string[], at: Instant): Promise<void> {
    const zone = this.#wantedZone;
    if (zone === null) return this.#learnTypes(this.#isStale(at) ? types : this.#missing(types), at);
    const table = await local.zoneTable(zone);
    this.#zones = { ...this.#zones, [zone]: table };
    this.#wantedZone = null;
  }

  async #learnTypes(types: readonly string[], at: Instant): Promise<void> {
    const part = await local.publishedNow(types);
    this.#startsOn = sharedIndex(part.startsOn);
    this.#heardBy = sharedIndex(part.heardBy);
    this.#definitions = { ...this.#definitions, ...sharedDefinitions(part.definitions) };
    this.#iana = part.iana;
    this.#askedAt = Math.max(this.#askedAt, at);
    for (const type of types) this.#asked.add(type);
    this.#published = sharedPublished(this.#startsOn, this.#definitions, this.#guards);
    this.#order = null;
  }

  #isStale(at: Instant): boolean {
    return this.#time.between(this.#askedAt, at) > STALE_MS;
  }

  #missing(types: readonly string[]): readonly string[] {
    return types.filter(
      (type) => !this.#asked.has(type) && this.#heardBy[type]?.some((key) => this.#definitions[key] === undefined),
    );
  }
}
