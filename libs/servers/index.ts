export type { Environment, RunningServer, ServerExit, ServerOptions } from './running-server.ts';
export { postgres, type RunningPostgres } from './postgres.ts';
export { temporal, type RunningTemporal } from './temporal.ts';
export { temporalAtHand, temporalCliVersion } from './temporal-binary.ts';
export { kafka, type RunningKafka } from './kafka.ts';
export { kafkaVersion } from './kafka-jars.ts';
export { cacheFolder } from './cache-folder.ts';
export { freePort } from './free-port.ts';
export { DataFolderBroken, DiskFull, PortTaken, ServerDidNotStart, ServerError, ToolMissing } from './server.error.ts';
