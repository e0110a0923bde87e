import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OffsetTable } from '#journey';
import type { Standing } from '../virtual-host.ts';
import type { TallyMemory } from './tally.ts';

/** A customer put aside, with what is counted of it. */
export interface Waiting extends Standing {
  readonly memory: TallyMemory;
}

/**
 * Customers with something armed when their last event was read. The log's last instant, up to which deadlines fire, is
 * known only at its end, so they wait: some thousands in memory, the rest on disk, without the table of their zone, which
 * is larger than all the rest of them.
 */
export class PutAside {
  private waiting: Waiting[] = [];
  private folder: string | null = null;
  private handle: number | null = null;
  /** By name. A later table of a zone holds for at least what an earlier one does. */
  private readonly zones = new Map<string, OffsetTable>();

  constructor(private readonly most = 10_000) {}

  add(standing: Waiting): void {
    this.waiting.push(standing);
    if (this.waiting.length >= this.most) this.spill();
  }

  async *takeAll(): AsyncGenerator<Waiting> {
    yield* this.waiting;
    this.waiting = [];
    if (this.folder === null || this.handle === null) return;
    closeSync(this.handle);
    this.handle = null;
    for await (const line of createInterface({ input: createReadStream(this.file(this.folder)) })) {
      yield this.withTable(JSON.parse(line) as Waiting);
    }
  }

  /** Takes the file away. Safe to call twice, and after a failure. */
  remove(): void {
    if (this.handle !== null) closeSync(this.handle);
    this.handle = null;
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
    this.folder = null;
  }

  private spill(): void {
    this.folder ??= mkdtempSync(join(tmpdir(), 'tendril-backtest-'));
    this.handle ??= openSync(this.file(this.folder), 'w', 0o600);
    writeSync(this.handle, this.waiting.map((standing) => `${JSON.stringify(this.withoutTable(standing))}\n`).join(''));
    this.waiting = [];
  }

  private withoutTable({ state, ...rest }: Waiting): Waiting {
    const { zone } = state.journeys;
    this.zones.set(zone.zone, zone);
    return { state: { ...state, journeys: { ...state.journeys, zone: { ...zone, changes: [] } } }, ...rest };
  }

  private withTable({ state, ...rest }: Waiting): Waiting {
    const { zone } = state.journeys;
    const table = this.zones.get(zone.zone) ?? zone;
    return { state: { ...state, journeys: { ...state.journeys, zone: table } }, ...rest };
  }

  private file(folder: string): string {
    return join(folder, 'waiting.ndjson');
  }
}
