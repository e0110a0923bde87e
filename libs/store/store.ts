import { ActivityRepository } from './activity.repository.ts';
import { ClockRepository } from './clock.repository.ts';
import { CustomerRepository } from './customer.repository.ts';
import { Database } from './database.ts';
import { DeadLetterRepository } from './dead-letter.repository.ts';
import { DefinitionRepository } from './definition.repository.ts';
import { DispatchRepository } from './dispatch.repository.ts';
import { EventRepository } from './event.repository.ts';
import { FunnelRepository } from './funnel.repository.ts';
import { HappeningRepository } from './happening.repository.ts';
import { InquiryRepository } from './inquiry.repository.ts';
import { PaceRepository } from './pace.repository.ts';
import { PolicyRepository } from './policy.repository.ts';
import { ShadowRepository } from './shadow.repository.ts';
import { PulseRepository } from './pulse.repository.ts';
import { SnapshotRepository } from './snapshot.repository.ts';
import { StopRepository } from './stop.repository.ts';
import { TimelineRepository } from './timeline.repository.ts';
import { TouchRepository } from './touch.repository.ts';
import { WakeRepository } from './wake.repository.ts';

export interface Store {
  readonly events: EventRepository;
  readonly happenings: HappeningRepository;
  readonly snapshots: SnapshotRepository;
  readonly stops: StopRepository;
  readonly wakes: WakeRepository;
  readonly activities: ActivityRepository;
  readonly dispatches: DispatchRepository;
  readonly paces: PaceRepository;
  readonly inquiries: InquiryRepository;
  readonly customers: CustomerRepository;
  readonly deadLetters: DeadLetterRepository;
  readonly definitions: DefinitionRepository;
  readonly policies: PolicyRepository;
  readonly clock: ClockRepository;
  readonly touches: TouchRepository;
  readonly timeline: TimelineRepository;
  readonly pulse: PulseRepository;
  readonly funnels: FunnelRepository;
  readonly shadow: ShadowRepository;
  /** Thrown when the database is away: `StoreUnavailable`. For health checks. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Connects at the first question. The database has to be migrated: `migrate`. */
export function openStore(options: { readonly databaseUrl: string; readonly poolSize?: number }): Store {
  const database = Database.open(options.databaseUrl, options.poolSize ?? 10);
  return {
    events: new EventRepository(database),
    happenings: new HappeningRepository(database),
    snapshots: new SnapshotRepository(database),
    stops: new StopRepository(database),
    wakes: new WakeRepository(database),
    activities: new ActivityRepository(database),
    dispatches: new DispatchRepository(database),
    paces: new PaceRepository(database),
    inquiries: new InquiryRepository(database),
    customers: new CustomerRepository(database),
    deadLetters: new DeadLetterRepository(database),
    definitions: new DefinitionRepository(database),
    policies: new PolicyRepository(database),
    clock: new ClockRepository(database),
    touches: new TouchRepository(database),
    timeline: new TimelineRepository(database),
    pulse: new PulseRepository(database),
    funnels: new FunnelRepository(database),
    shadow: new ShadowRepository(database),
    ping: async () => void (await database.query('SELECT 1')),
    close: () => database.close(),
  };
}
