import type { Config } from '#config';
import type { Machine } from './machine.ts';

/** What stands on the screen once everything is up. `customers`: how many the story invents; null: none is played. */
export function welcome(machine: Machine, config: Config, customers: number | null): string {
  const url = machine.environment['TENDRIL_URL'] ?? config.url;
  return [
    '',
    'Tendril is up.',
    ...machine.parts.map(({ name, where }) => `  ${name.padEnd(12)}${where}`),
    ...(config.kafka === null ? [] : [`  Kafka       ${config.kafka.brokers.join(', ')}, topic ${config.kafka.topic}`]),
    `  data, logs  ${config.home}`,
    '',
    customers === null
      ? 'It waits for events.'
      : `${customers.toLocaleString('en-US')} invented customers live through the lending journeys, faster than life.`,
    'In another window, take part, and look at anybody:',
    '',
    '  npx tendril send --type registration.started --customer me',
    '  npx tendril customer me            what happened, and what is due next',
    '  npx tendril funnel onboarding      where everybody stands',
    '  npx tendril stop                   no contact from now on; resume lifts it',
    '',
    `Systems post to ${url}/v1/events, described at /v1/openapi.json.`,
    'Ctrl-C stops everything; the next start goes on from there.',
    '',
  ].join('\n');
}
