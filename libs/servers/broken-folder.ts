import pg from 'pg';
import { ServerDidNotStart } from './server.error.ts';

/**
 * Is what PostgreSQL complains of in its data folder? One that is late (recovering after a crash takes its time), was
 * killed, or is short of memory or connections says nothing about the folder, and whoever moved that away would lose it.
 */
export function isOfTheFolder(error: unknown): error is ServerDidNotStart | pg.DatabaseError {
  if (error instanceof ServerDidNotStart) return error.endedItself && !/shared memory/i.test(error.lastWords);
  return error instanceof pg.DatabaseError && !/^(53|57)/.test(error.code ?? '');
}
