export { always, deliveredAtOnce, sandboxPeople, type Answer, type AnswerModel } from './answers.ts';
export { aCustomer, customerIn, type SimulatedCustomer } from './simulated-customer.ts';
export { everythingAllowed, simulate, type RehearsalLog, type SimulateOptions } from './simulate.ts';
export { activitiesOf, stagesOf, stallsOf, touchesOf, verdictsOf } from './read-happenings.ts';
export type { ScriptLine, When } from './script.ts';
export { VirtualHost, type Standing, type World } from './virtual-host.ts';
export { customerWith, named, worldOf, type CustomerFacts, type WorldOptions } from './world.ts';
export { ZoneTables } from './zone-tables.ts';
export { backtest, whatIf, type BacktestOptions } from './backtest/backtest.ts';
export type {
  ArmReport,
  BacktestReport,
  ContactsReport,
  Difference,
  FunnelStepReport,
  JourneyReport,
  LogReport,
  PolicyReport,
  RequestedReport,
  ShadowReport,
  StageReport,
  StallReport,
  TouchesReport,
  WhatIfReport,
} from './backtest/backtest-report.ts';
export { parseMapping, UnusableMapping, type Mapping } from './log/mapping.ts';
export { LogError } from './log/log.error.ts';
export { readLog, type LogColumns, type LogFile, type RowBatch } from './log/read-log.ts';
export type { LogProgress } from './log/customers-in-log.ts';
export { NoSuchArm, RehearsalStuck, UnreadableScript } from './rehearsal.error.ts';
