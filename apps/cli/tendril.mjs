#!/usr/bin/env node
// What `npx tendril` and `npm link` call. It is there before anything is built, because npx keeps what it has linked:
// a command that was missing once would be "not found" in this checkout for ever after.
import { existsSync } from 'node:fs';

const built = new URL('../../dist/apps/cli/main.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write('This checkout is not built yet. `npm start` installs, builds and runs it.\n');
  process.exitCode = 2;
}
