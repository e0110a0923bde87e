export { createLogger, type Logger, type LoggerOptions } from './logger.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { Health, type CheckOptions, type HealthReport } from './health.ts';
