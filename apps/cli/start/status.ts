import type { BusinessClock } from '#clock';
import type { Config } from '#config';
import type { Store } from '#store';
import type { Terminal } from '../terminal.ts';
import type { Machine } from './machine.ts';
import { counted, metricsOf, told } from './numbers.ts';
import type { StoryProgress } from './story-player.ts';

export interface Moment {
  /** Business time. */
  readonly now: number;
  readonly clock: BusinessClock;
  readonly story: StoryProgress | null;
}

/** Where no line can be drawn over, one is written so often. */
const plainEveryMs = 15_000;

/** What stands on the screen once everything is up. */
export function welcome(machine: Machine, config: Config, customers: number | null): string {
  const url = machine.environment['TENDRIL_URL'] ?? config.url;
  const key = config.apiKeys[0] ?? '';
  return [
    '',
    'Tendril is up.',
    ...machine.parts.map(({ name, where }) => `  ${name.padEnd(11)} ${where}`),
    ...(config.kafka === null ? [] : [`  Kafka       ${config.kafka.brokers.join(', ')}, topic ${config.kafka.topic}`]),
    `  logs and data   ${config.home}`,
    '',
    customers === null
      ? 'It waits for events.'
      : `${customers.toLocaleString('en-US')} invented customers live through the lending journeys, faster than life.`,
    'Send an event of your own:',
    '',
    `  curl -X POST ${url}/v1/events -H 'authorization: Bearer ${key}' -H 'content-type: application/json' \\`,
    `    -d '{"id":"e-1","source":"curl","type":"registration.started","customerId":"me","occurredAt":"${example()}","properties":{}}'`,
    '',
    'and see what became of it, in another window:  tendril customer me',
    'Ctrl-C stops everything; the next start goes on from there.',
    '',
  ].join('\n');
}

/** One line that tells how things stand: drawn over itself on a terminal, written now and then elsewhere. */
export class StatusLine {
  readonly #machine: Machine;
  readonly #store: Store;
  readonly #terminal: Terminal;
  #writtenAt = 0;

  constructor(machine: Machine, store: Store, terminal: Terminal) {
    this.#machine = machine;
    this.#store = store;
    this.#terminal = terminal;
  }

  async show(moment: Moment): Promise<void> {
    const { isTTY } = this.#terminal;
    if (!isTTY && Date.now() - this.#writtenAt < plainEveryMs) return;
    this.#writtenAt = Date.now();
    const line = await this.#line(moment);
    if (isTTY) this.#terminal.redraw(line);
    else this.#terminal.note(line);
  }

  async #line({ now, clock, story }: Moment): Promise<string> {
    const worker = this.#machine.parts.find(({ name }) => name === 'worker')?.where ?? '';
    const [metrics, events] = await Promise.all([metricsOf(worker), this.#store.events.counts().catch(() => null)]);
    const down = this.#machine.parts.filter(({ keep }) => !keep.isUp).map(({ name }) => name);
    const pace = clock.running ? `x${clock.speed}` : 'stopped';
    return [
      `${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} (${pace})`,
      ...(story === null ? [] : [`story ${Math.floor((100 * story.told) / Math.max(1, story.of))}%`]),
      `events ${events === null ? '?' : events.stored.toLocaleString('en-US')}`,
      `verdicts: ${told(counted(metrics, 'tendril_verdicts_total', 'kind'))}`,
      `outcomes: ${told(counted(metrics, 'tendril_dispatches_total', 'outcome'))}`,
      ...(story?.trouble ? [story.trouble] : []),
      ...(down.length === 0 ? [] : [`down: ${down.join(', ')}`]),
    ].join('  |  ');
  }
}

/** Refused only when it lies more than an hour ahead of business time; the wall never does. */
function example(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
