import type { CustomerState, Happening } from '#customer';
import type { Catalogue, Instant, OffsetTable } from '#journey';
import type { Policy } from '#policy';
import type { AnswerModel } from '../answers.ts';
import type { CustomerLog } from '../log/customers-of.ts';
import { VirtualHost } from '../virtual-host.ts';
import type { World } from '../virtual-host.ts';
import { customerWith, named, worldOf } from '../world.ts';
import type { CustomerFacts } from '../world.ts';
import type { ZoneTables } from '../zone-tables.ts';
import type { PolicyReport } from './backtest-report.ts';
import { PutAside } from './put-aside.ts';
import { Tally } from './tally.ts';

export interface PolicyRehearsalParts {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  readonly answers?: AnswerModel;
  readonly tables: ZoneTables;
  /** What is known of every customer before the log begins. */
  readonly facts: CustomerFacts;
  readonly mostWaiting?: number;
  readonly happened?: (customerId: string, happening: Happening) => void;
}

/** All customers of a log under one policy: plays them as they come, and puts those aside for whom something is armed. */
export class PolicyRehearsal {
  private readonly world: World;
  private readonly template: CustomerState;
  private readonly tally: Tally;
  private readonly aside: PutAside;

  constructor(private readonly parts: PolicyRehearsalParts) {
    const { catalogue, policy, answers, tables, facts, mostWaiting } = parts;
    this.world = worldOf({ catalogue, policy, ...(answers && { answers }) }, tables);
    this.template = customerWith(facts, { zone: facts.zone ?? 'UTC', changes: [] }, this.world);
    this.tally = new Tally(catalogue.journeys);
    this.aside = new PutAside(mostWaiting);
  }

  /** `lastAt`: the last instant seen so far. What is due by it is due by the log's last: few have to wait for that. */
  play({ customerId, events }: CustomerLog, zone: OffsetTable, lastAt: Instant): void {
    const state = named(this.template, customerId, zone);
    this.tally.begin(state);
    const host = new VirtualHost(this.world, state, this.listener(customerId));
    host.play(events);
    if (host.nextInstant !== null) host.settle(lastAt);
    if (host.nextInstant === null) this.end(host.standing.state);
    else this.aside.add({ memory: this.tally.memory(), ...host.standing });
  }

  /** Lets pass what is due by the log's last instant for those who were put aside. */
  async settle(until: Instant, interrupted: AbortSignal | undefined): Promise<void> {
    for await (const { state, coming, memory } of this.aside.takeAll()) {
      interrupted?.throwIfAborted();
      this.tally.begin(state, memory);
      const host = new VirtualHost(this.world, state, this.listener(state.customerId), coming);
      host.settle(until);
      this.end(host.standing.state);
    }
  }

  report(): PolicyReport {
    const { policy } = this.parts;
    const shadowRules = policy.rules.flatMap(({ id, shadow }) => (shadow === true ? id : []));
    return { policy: { sets: policy.sets, hash: policy.hash }, ...this.tally.report(shadowRules) };
  }

  remove(): void {
    this.aside.remove();
  }

  private end({ ledger, contact }: CustomerState): void {
    const at = ledger[0]?.at;
    if (at === undefined) return;
    this.tally.end(
      ledger,
      contact.zones.map((zone) => this.parts.tables.covering(zone, at, ledger.at(-1)?.at ?? at)),
    );
  }

  private listener(customerId: string): (happening: Happening) => void {
    const { happened } = this.parts;
    const { take } = this.tally;
    if (happened === undefined) return take;
    return (happening) => {
      take(happening);
      happened(customerId, happening);
    };
  }
}
