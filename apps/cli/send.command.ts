import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { eventOfOptions, type EventOptions } from './event-of-options.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { patiently } from './patiently.ts';
import type { Terminal } from './terminal.ts';

type SendOptions = EventOptions & { readonly json?: true; readonly kafka?: true };

interface AnswerItem {
  readonly id: string | null;
  readonly status: string;
  readonly faults: readonly { readonly path: string; readonly message: string }[];
}

interface Answer {
  readonly items?: readonly AnswerItem[];
  readonly message?: string;
}

const eventsPerRequest = 1_000;

export const sendCommand: CliCommand = {
  name: 'send',
  register(program, terminal) {
    program
      .command('send')
      .description('Send one event, or many, to the door: HTTP, or Kafka with --kafka.')
      .argument('[file]', 'a file with one event, an array of them, or one per line; - for standard input', '-')
      .option('--type <type>', 'no file: one event of this type, now by the business clock')
      .option('--customer <id>', 'whose it is')
      .option('--properties <json>', 'what else there is to say of it')
      .option('--kafka', 'write to KAFKA_TOPIC instead of asking ingest')
      .option('--json', 'print the answer as JSON')
      .addHelpText(
        'after',
        examples([
          'tendril send --type registration.started --customer me',
          'tendril send event.json',
          'cat events.ndjson | tendril send',
          'tendril send events.ndjson --kafka',
        ]),
      )
      .action(async (file: string, options: SendOptions) => {
        const single = eventOfOptions(options, await timeOfEvent(options));
        const events = single === null ? eventsIn(await read(file, terminal)) : [single];
        if (events.length === 0) throw new CommandFailure('There is no event in what was given.', ExitCode.usage);
        if (options.kafka === true) await sendThroughKafka(events, options, terminal);
        else await sendThroughHttp(events, options, terminal);
      });
  },
};

const answerWithinMs = 60_000;

/** By the product's clock where one is at hand; an upstream elsewhere has only the wall. */
async function timeOfEvent({ type }: SendOptions): Promise<number> {
  if (type === undefined) return Date.now();
  const { environment, withRunningServers } = await import('#config');
  const env = withRunningServers(environment());
  if (!env['DATABASE_URL'] || !env['TEMPORAL_ADDRESS']) return Date.now();
  const { businessNow, withStore } = await import('./house.ts');
  return withStore(businessNow);
}

async function read(file: string, terminal: Terminal): Promise<string> {
  if (file === '-') {
    if (process.stdin.isTTY)
      terminal.note('Type or paste events, one per line; Ctrl-D ends. `tendril send --help` says more.');
    return text(process.stdin);
  }
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandFailure(`The file ${file} cannot be read: ${causeOf(error)}.`, ExitCode.usage);
  });
}

/** JSON as a whole, else one event per line. */
function eventsIn(written: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(written);
    return Array.isArray(read) ? read : [read];
  } catch {
    const lines = written.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line, nth) => lineOf(line, nth));
  }
}

function lineOf(line: string, nth: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new CommandFailure(
      `Line ${nth + 1} is not JSON. Give one event, an array, or one event per line.`,
      ExitCode.usage,
    );
  }
}

async function sendThroughHttp(events: readonly unknown[], options: SendOptions, terminal: Terminal): Promise<void> {
  const { environment, parseConfig, withRunningServers } = await import('#config');
  const { url, apiKeys } = parseConfig(withRunningServers(environment()));
  const tally = new Map<string, number>();
  const answers: AnswerItem[] = [];
  for (let from = 0; from < events.length; from += eventsPerRequest) {
    const answered = fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKeys[0] ?? ''}` },
      body: JSON.stringify(events.slice(from, from + eventsPerRequest)),
      signal: AbortSignal.any([terminal.interrupted, AbortSignal.timeout(answerWithinMs)]),
    }).catch((error: unknown) => {
      throw new CommandFailure(
        `Ingest at ${url} does not answer (${causeOf(error)}). Run \`tendril start\`, or set TENDRIL_URL.`,
        ExitCode.unavailable,
      );
    });
    const response = await patiently(answered, `Waiting for ingest at ${url} …`, terminal);
    const answer = (await response.json().catch(() => ({}))) as Answer;
    if (answer.items === undefined)
      throw new CommandFailure(
        answer.message ?? `${url} answered ${response.status}, and not as ingest does. Is TENDRIL_URL right?`,
        exitCodeFor(response.status),
      );
    answers.push(...answer.items);
    for (const { id, status, faults } of answer.items) {
      tally.set(status, (tally.get(status) ?? 0) + 1);
      for (const { message } of faults) terminal.note(`${id ?? 'event without an id'}: ${message}`);
    }
  }
  if (options.json === true) terminal.printJson(answers);
  else terminal.print([...tally].map(([status, count]) => `${count} ${status}`).join(', '));
  if (tally.has('rejected') || tally.has('conflict'))
    throw new CommandFailure('Not every event was taken in.', ExitCode.failed);
}

async function sendThroughKafka(events: readonly unknown[], options: SendOptions, terminal: Terminal): Promise<void> {
  const { environment, parseConfig, withRunningServers } = await import('#config');
  const { BusProducer, silentBusLog } = await import('#bus');
  const { kafka } = parseConfig(withRunningServers(environment()));
  if (kafka === null) throw new CommandFailure('No Kafka is configured. Set KAFKA_BROKERS.', ExitCode.usage);
  const { brokers, ssl, sasl, topic } = kafka;
  const producer = new BusProducer({
    brokers,
    clientId: 'tendril-cli',
    ssl,
    ...(sasl === null ? {} : { sasl: { mechanism: 'scram-sha-512' as const, ...sasl } }),
    log: silentBusLog,
  });
  try {
    const records = events.map((event) => ({ key: customerOf(event), value: JSON.stringify(event) }));
    const waiting = `Waiting for Kafka at ${brokers.join(', ')}; it is tried for half a minute.`;
    await patiently(producer.send(topic, records), waiting, terminal);
    if (options.json === true) terminal.printJson({ written: events.length, topic });
    else terminal.print(`${events.length} written to ${topic}`);
  } finally {
    await producer.close();
  }
}

/** What lies beneath: `fetch failed` alone helps nobody. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

function exitCodeFor(status: number): ExitCode {
  if (status === 401 || status === 403) return ExitCode.usage;
  return status >= 500 || status === 404 ? ExitCode.unavailable : ExitCode.failed;
}

function customerOf(event: unknown): string | null {
  const id: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, 'customerId') : null;
  return typeof id === 'string' ? id : null;
}
