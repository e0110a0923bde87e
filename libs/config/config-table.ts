import { channelSettings, everyChannelSandbox } from './channel-bindings.ts';
import { paceSettings } from './pace-limits.ts';
import { settings } from './settings.ts';

export interface ConfigRow {
  readonly variable: string;
  readonly means: string;
  /** As it would be written; null: no default. */
  readonly default: string | null;
}

/** Every variable with its meaning and default, for the README and `tendril config`. */
export function configTable(): readonly ConfigRow[] {
  return [
    ...Object.entries(settings).map(([variable, { schema, means }]) => ({
      variable,
      means,
      default: written(schema.safeParse(undefined).data),
    })),
    { variable: 'CHANNELS', means: 'what each channel is bound to, word:adapter', default: everyChannelSandbox },
    ...Object.entries(channelSettings).map(([name, { means }]) => ({
      variable: `CHANNEL_<WORD>_${name}`,
      means,
      default: null,
    })),
    ...Object.entries(paceSettings).map(([name, { means }]) => ({
      variable: `PROVIDER_<NAME>_${name}`,
      means: `${means}; for a provider, over all its channels`,
      default: null,
    })),
  ];
}

/** The same as a Markdown table. */
export function configMarkdown(): string {
  const rows = configTable().map(
    (row) => `| \`${row.variable}\` | ${row.means} | ${row.default === null ? '' : `\`${row.default}\``} |`,
  );
  return ['| variable | meaning | default |', '|---|---|---|', ...rows].join('\n');
}

function written(value: unknown): string | null {
  if (value === undefined) return null;
  return (Array.isArray(value) ? value.join(',') : String(value)) || null;
}
