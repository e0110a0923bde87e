import { ClockKeeper, wallClock } from '#clock';
import type { BusinessClock } from '#clock';
import { environment, parseServedConfig, withRunningServers } from '#config';
import { AcceptEvents, CustomerLanes, Listening, ReplayDeadLetters, TemporalDoor } from '#intake';
import type { Replayed } from '#intake';
import type { DeadLetter, Store } from '#store';
import { lendingCatalogue } from '#workflows/catalogue';

export interface ReplayDoor {
  replay(letters: readonly DeadLetter[]): Promise<Replayed[]>;
  close(): Promise<void>;
}

/** The use case of the doors, for dead letters, in the process of the command. */
export function openReplay(store: Store): ReplayDoor {
  const config = parseServedConfig(withRunningServers(environment()));
  const temporal = new TemporalDoor(config.temporal);
  const signals = new CustomerLanes(temporal, { customersAtOnce: 16, slice: { events: 100, bytes: 256 * 1024 } });
  let opened: BusinessClock | null = config.clock.kind === 'wall' ? wallClock() : null;
  const clock = {
    refresh: async (): Promise<number> => {
      opened ??= await new ClockKeeper(store.clock).open({ speed: config.clock.speed });
      return opened.refresh();
    },
  };
  const accept = new AcceptEvents({
    events: store.events,
    signals,
    clock,
    listening: new Listening(lendingCatalogue, store.definitions),
  });
  const door = new ReplayDeadLetters(store.deadLetters, accept, clock);
  return { replay: (letters) => door.replay(letters), close: () => temporal.close() };
}
