/** Where the bus says what it does. Facts hold no content of a record. */
export interface BusLog {
  warn(message: string, facts: Readonly<Record<string, unknown>>): void;
  info(message: string, facts: Readonly<Record<string, unknown>>): void;
}

export const silentBusLog: BusLog = { warn: () => {}, info: () => {} };
