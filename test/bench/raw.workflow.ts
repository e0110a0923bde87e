import { condition, defineSignal, proxySinks, setHandler, type Sinks } from '@temporalio/workflow';

/** What a workflow costs that does nothing: it hears signals, says that it did, and waits for the next. */
export interface RawSinks extends Sinks {
  readonly bench: { handled(events: number): void };
}

const { bench } = proxySinks<RawSinks>();
const events = defineSignal<[unknown[]]>('events');

export async function raw(): Promise<void> {
  setHandler(events, (heard) => bench.handled(heard.length));
  await condition(() => false);
}
