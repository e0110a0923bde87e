import type { Environment } from './config.ts';

/** The process's own environment; the one place that reads it. */
export function environment(): Environment {
  return process.env;
}
