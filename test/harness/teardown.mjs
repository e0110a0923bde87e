import { writeFile } from 'node:fs/promises';

/** jest's globalTeardown: ends the servers, and says loudly which ones could not be had. */
export default async function teardown() {
  const harness = globalThis.tendrilHarness;
  if (!harness) return;
  const missing = await harness.close();
  if (missing.length === 0) return;
  const lines = missing.map(({ name, reason }) => `SKIPPED, because there is no ${name}: ${reason}`).join('\n');
  if (process.env.TENDRIL_HARNESS_NOTES) await writeFile(process.env.TENDRIL_HARNESS_NOTES, `${lines}\n`);
  else process.stderr.write(`\n${lines}\n`);
}
