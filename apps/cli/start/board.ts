import type { NewsItem, Pulse, Tally } from '#store';
import type { StoryProgress } from './story-player.ts';

/** How things stand at one moment. */
export interface Standing {
  /** Business time. */
  readonly now: number;
  readonly clock: { readonly running: boolean; readonly speed: number };
  /** Null: the database does not answer. */
  readonly pulse: Pulse | null;
  readonly story: StoryProgress | null;
  /** What is stopped, in words. */
  readonly stops: readonly string[];
  /** Parts that are not up. */
  readonly down: readonly string[];
}

/** What is drawn over again and again on a terminal: the time, the figures, and the newest contacts. */
export function board(standing: Standing): string {
  const { pulse } = standing;
  return [
    clockLine(standing),
    ...(pulse === null ? ['The database does not answer.'] : figures(pulse)),
    ...troubles(standing),
    ...(pulse === null || pulse.newest.length === 0 ? [] : ['', ...newsLines(pulse.newest)]),
  ].join('\n');
}

/** The same in one line, for a log. */
export function summary(standing: Standing): string {
  const { pulse } = standing;
  return [clockLine(standing), ...(pulse === null ? [] : figures(pulse)), ...troubles(standing)].join('  |  ');
}

function clockLine({ now, clock, story }: Standing): string {
  const pace = clock.running ? paceOf(clock.speed) : 'the clock stands still';
  const share = story === null ? '' : `   story ${Math.floor((100 * story.told) / Math.max(1, story.of))} %`;
  return `${dayOf(now)} ${timeOf(now)} UTC   ${pace}${share}`;
}

function paceOf(speed: number): string {
  const known: { readonly [speed: number]: string } = {
    1: 'as fast as life',
    60: 'an hour a minute',
    1440: 'a day a minute',
  };
  return known[speed] ?? `${speed} times as fast as life`;
}

function figures({ events, customers, openRuns, verdicts, outcomes }: Pulse): readonly string[] {
  return [
    `events ${counted(events)}   customers ${counted(customers)}   on the way ${counted(openRuns)}`,
    `verdicts: ${told(verdicts)}   outcomes: ${told(outcomes)}`,
  ];
}

const stopsNamed = 3;

function troubles({ story, stops, down }: Standing): readonly string[] {
  const more = stops.length <= stopsNamed ? '' : ` and ${counted(stops.length - stopsNamed)} more`;
  return [
    ...(stops.length === 0 ? [] : [`Stopped: ${stops.slice(0, stopsNamed).join(', ')}${more}.`]),
    ...(down.length === 0 ? [] : [`Not up: ${down.join(', ')}.`]),
    ...(story?.trouble ? [`The story waits: ${story.trouble}.`] : []),
  ];
}

/** In columns; the widest cells of these lines decide. */
function newsLines(newest: readonly NewsItem[]): readonly string[] {
  const rows = newest.map(({ at, customerId, journey, touch, channel, what, because }) => [
    timeOf(at),
    customerId,
    journey ?? 'asked for',
    touch,
    because.length === 0 ? `${channel ?? ''} ${what.replaceAll('_', ' ')}`.trim() : `${what}: ${because.join(', ')}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** `sent 12, hold 3`; nothing counted yet: `none yet`. */
export function told(tally: Tally): string {
  const entries = Object.entries(tally).filter(([, count]) => count > 0);
  if (entries.length === 0) return 'none yet';
  return entries
    .sort(([, a], [, b]) => b - a)
    .map(([word, count]) => `${word.replaceAll('_', ' ')} ${counted(count)}`)
    .join(', ');
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}
