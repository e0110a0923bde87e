import { claimFolder } from '../../apps/cli/start/claim.ts';

/** A program that claims each folder it is told, at the instant it is told, by the wall, and says whether it has it. */
process.on('message', ({ folder, at }: { readonly folder: string; readonly at: number }) => {
  while (Date.now() < at);
  process.send?.(hasClaimed(folder));
});

function hasClaimed(folder: string): boolean {
  try {
    claimFolder(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'AlreadyRunning') return false;
    throw error;
  }
}
