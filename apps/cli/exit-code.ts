/** What `tendril` says to the shell. Printed under `tendril --help`; scripts may rely on it. */
export const ExitCode = {
  ok: 0,
  /** A check failed, an event was refused, a number is not as expected. */
  failed: 1,
  /** The arguments, the configuration or a file given cannot be used. */
  usage: 2,
  /** A server that the command needs does not answer. */
  unavailable: 3,
  /** There is no such customer, journey, touch or preset. */
  notFound: 4,
  /** A defect of the product. */
  internal: 70,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
