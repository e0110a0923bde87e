#!/usr/bin/env node
import { runCli } from './run-cli.ts';

// Whoever reads on (`| head`) may stop before the end: what is left is written to nobody.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runCli(process.argv.slice(2));
