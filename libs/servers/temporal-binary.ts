import { existsSync } from 'node:fs';
import { chmod, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, cacheFolder } from './cache-folder.ts';
import type { Environment, Progress } from './running-server.ts';
import { DiskFull, ToolMissing } from './server.error.ts';
import { ticking } from './ticking.ts';
import { runTool } from './tool.ts';

/** The Temporal CLI we test with, server 1.29.1. Later ones do not let themselves be built by one command. */
export const temporalCliVersion = '1.5.1';

const key = `temporal-cli-${temporalCliVersion}`;

export interface TemporalBinary {
  readonly path: string;
  /** Of the server inside; a database file belongs to one. */
  readonly version: string;
}

export interface TemporalSearch {
  readonly environment: Environment;
  /** A CLI that the user has named: TEMPORAL_CLI_PATH. */
  readonly cliPath?: string | undefined;
  readonly onProgress?: Progress | undefined;
}

/**
 * The Temporal CLI: the one named, the one on the PATH, the one in our cache, a download, or built with Go.
 * Thrown when all of these fail: `ToolMissing`, with the ways out.
 */
export async function temporalBinary(search: TemporalSearch): Promise<TemporalBinary> {
  const { environment, cliPath } = search;
  const named = await versionOf(cliPath ?? 'temporal', environment);
  if (named !== null) return { path: cliPath ?? 'temporal', version: named };
  if (cliPath !== undefined)
    throw new ToolMissing('Temporal', `TEMPORAL_CLI_PATH names ${cliPath}, which is not a Temporal CLI`, [
      'correct it',
      'unset it, and Tendril gets one by itself',
    ]);
  const folder = await cached({
    environment,
    key,
    onProgress: search.onProgress,
    make: (making) => get(search, making),
  });
  const path = join(folder, fileName);
  const version = await versionOf(path, environment);
  if (version === null)
    throw new ToolMissing('Temporal', `${path} does not run on this machine`, [`remove ${folder} and start again`]);
  return { path, version };
}

/** Is it there without getting it first? For what must not take minutes. */
export async function temporalAtHand(search: TemporalSearch): Promise<boolean> {
  if (existsSync(join(cacheFolder(search.environment), key, fileName))) return true;
  return (await versionOf(search.cliPath ?? 'temporal', search.environment)) !== null;
}

const fileName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

async function versionOf(path: string, environment: Environment): Promise<string | null> {
  const { code, output } = await runTool(path, ['--version'], { environment });
  const said = /temporal version (\S+)(?: \(Server ([^,)]+))?/.exec(output);
  return code === 0 && said ? (said[2] ?? said[1] ?? null) : null;
}

async function get(search: TemporalSearch, folder: string): Promise<void> {
  if (await download(search, folder)) return;
  await build(search, folder);
}

/** False: this machine does not get out to Temporal's own download, which is no fault. */
async function download({ environment, onProgress }: TemporalSearch, folder: string): Promise<boolean> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const url = `https://temporal.download/cli/archive/v${temporalCliVersion}?platform=${platform}&arch=${arch}`;
  const connecting = new AbortController();
  const timer = setTimeout(() => connecting.abort(), 5_000);
  try {
    const answer = await fetch(url, { signal: connecting.signal });
    clearTimeout(timer);
    if (!answer.ok) return false;
    const doing = `Downloading the Temporal CLI ${temporalCliVersion}, about 60 MB, once`;
    onProgress?.(`${doing}.`);
    const archive = join(folder, platform === 'windows' ? 'temporal.zip' : 'temporal.tar.gz');
    await writeFile(archive, Buffer.from(await answer.arrayBuffer().finally(ticking(doing, onProgress))));
    // The tar of Windows and macOS reads both kinds.
    const { code } = await runTool('tar', ['-xf', archive, '-C', folder], { environment });
    return code === 0 && (await versionOf(join(folder, fileName), environment)) !== null;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function build({ environment, onProgress }: TemporalSearch, folder: string): Promise<void> {
  const waysOut = [
    'install the Temporal CLI (https://docs.temporal.io/cli) so that `temporal` is on the PATH',
    'set TEMPORAL_CLI_PATH to one',
    'set TEMPORAL_ADDRESS to a server that runs',
    'install Go 1.24 or newer, and Tendril builds it',
  ];
  const go = await runTool('go', ['version'], { environment });
  if (go.code !== 0)
    throw new ToolMissing(
      'Temporal',
      'there is no Temporal CLI here, its download cannot be reached, and there is no Go',
      waysOut,
    );
  const doing = `Building the Temporal CLI ${temporalCliVersion} from its source, once: 5 to 15 minutes`;
  onProgress?.(`${doing}. It stays in ${cacheFolder(environment)}.`);
  const built = await runTool(
    'go',
    ['install', '-trimpath', '-ldflags', '-s -w', `github.com/temporalio/cli/cmd/temporal@v${temporalCliVersion}`],
    { environment: { ...environment, GOBIN: folder, GOFLAGS: '-modcacherw' }, doing, onProgress },
  );
  if (/no space left on device/i.test(built.output)) throw new DiskFull('Temporal', folder);
  if (built.code !== 0)
    throw new ToolMissing(
      'Temporal',
      `building it with Go failed: ${built.output.trim().split('\n').at(-1) ?? ''}`,
      waysOut,
    );
  const made = join(folder, fileName);
  if (!existsSync(made)) await rename(join(folder, 'temporal'), made);
  await chmod(made, 0o755);
}
