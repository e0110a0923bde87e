export { journeyFunnel, type FunnelStage, type JourneyFunnel } from './journey-funnel.ts';
