import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Catalogue, Guard, JourneyDefinition } from '#journey';
import { build } from 'esbuild';
import type { BuildFailure, Plugin } from 'esbuild';
import { CommandFailure } from './command-failure.ts';
import { ExitCode } from './exit-code.ts';

/** From the sources (tests) or from dist: the product's own modules are taken from where this one is. */
const fromSource = import.meta.url.endsWith('.ts');
export const productRoot = fileURLToPath(new URL(fromSource ? '../../' : '../../../', import.meta.url));

/**
 * Loads a catalogue from a TypeScript file anywhere on disk. It is bundled together with the product's own words
 * (`import … from 'tendril'`), always by the same settings, so that the texts of guards, and with them their hashes, do
 * not depend on who builds.
 *
 * Thrown: CommandFailure with the compiler's words, or saying that there is no file, or what it ought to export.
 */
export async function loadCatalogue(file: string): Promise<Catalogue> {
  const path = resolve(file);
  if (!existsSync(path)) throw new CommandFailure(`There is no catalogue "${file}". Check the path.`, ExitCode.usage);
  const exported = await importBundled(path, file);
  const found = catalogueIn(exported.file, exported.guardsOf);
  if (found === null) {
    throw new CommandFailure(
      `"${file}" exports no journey. Export a catalogue, as in: export const all = catalogue({ vocabularies: […], journeys: […] }).`,
      ExitCode.usage,
    );
  }
  return found;
}

type GuardsOf = (definition: JourneyDefinition) => { readonly [name: string]: Guard };

interface Bundled {
  readonly file: { readonly [name: string]: unknown };
  readonly guardsOf: GuardsOf;
}

async function importBundled(path: string, file: string): Promise<Bundled> {
  const text = await bundle(path, file);
  const folder = mkdtempSync(join(tmpdir(), 'tendril-catalogue-'));
  try {
    const module = join(folder, 'catalogue.mjs');
    writeFileSync(module, text);
    return (await import(pathToFileURL(module).href)) as Bundled;
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`"${file}" cannot be loaded: ${because}`, ExitCode.usage);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundle(path: string, file: string): Promise<string> {
  try {
    const result = await build({
      stdin: {
        // The bundle has a copy of the core of its own: its guards are asked of that copy.
        contents: `export * as file from ${JSON.stringify(path)};\nexport { guardsOf } from 'tendril:journey';`,
        resolveDir: productRoot,
      },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'es2022',
      charset: 'utf8',
      treeShaking: true,
      logLevel: 'silent',
      tsconfigRaw: {},
      conditions: fromSource ? ['tendril-source'] : [],
      plugins: [productByName],
    });
    return result.outputFiles[0]?.text ?? '';
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const faults = error.errors.map(({ text, location }) =>
      location === null ? text : `${location.file}:${location.line}:${location.column + 1} ${text}`,
    );
    throw new CommandFailure(
      `"${file}" does not compile:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
      ExitCode.usage,
    );
  }
}

const productByName: Plugin = {
  name: 'tendril by name',
  setup(bundler) {
    const lib = (name: string): string =>
      join(productRoot, fromSource ? `libs/${name}/index.ts` : `dist/libs/${name}/index.js`);
    bundler.onResolve({ filter: /^tendril$/ }, () => ({ path: lib('authoring') }));
    bundler.onResolve({ filter: /^tendril:journey$/ }, () => ({ path: lib('journey') }));
  },
};

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

/** An exported catalogue (`catalogue` or `default` first), else all exported journeys as one. */
function catalogueIn(exported: Bundled['file'], guardsOf: GuardsOf): Catalogue | null {
  const values = [exported['catalogue'], exported['default'], ...Object.values(exported)];
  const whole = values.find(isCatalogue);
  if (whole !== undefined) return whole;
  const journeys = [...new Set(values.filter(isJourney))];
  if (journeys.length === 0) return null;
  return { journeys, guards: Object.assign({}, ...journeys.map(guardsOf)) as Catalogue['guards'] };
}

function isCatalogue(value: unknown): value is Catalogue {
  return typeof value === 'object' && value !== null && 'journeys' in value && Array.isArray(value.journeys);
}

function isJourney(value: unknown): value is JourneyDefinition {
  return typeof value === 'object' && value !== null && 'startsOn' in value && 'stages' in value;
}

/** The product's own catalogue, in TypeScript, and the lock of what of it is published. */
export const ownCatalogue = join(productRoot, 'workflows/catalogue.ts');
export const ownLock = join(productRoot, 'workflows/catalogue.lock.json');
