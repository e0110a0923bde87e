export { environment } from './environment.ts';
export {
  parseConfig,
  parseServedConfig,
  type Config,
  type Environment,
  type PayloadKey,
  type ServedConfig,
} from './config.ts';
export type { ChannelBinding, SandboxBinding, WebhookBinding } from './channel-bindings.ts';
export type { PaceLimits } from './pace-limits.ts';
export { ConfigError, type ConfigFault } from './config.error.ts';
export { configMarkdown, configTable, type ConfigRow } from './config-table.ts';
export { isAlive } from './process-alive.ts';
export { forgetRunningServers, noteRunningServers, withRunningServers } from './running.ts';
