import type { ActivityMeter } from '#activities';
import type { Metrics } from '#telemetry';

export function activityMeter(metrics: Metrics): ActivityMeter {
  return {
    touch: (journey) => metrics.touches.inc({ journey }),
    verdict: (kind, rule) => metrics.verdicts.inc({ kind, rule }),
    dispatch: (channel, outcome) => metrics.dispatches.inc({ channel, outcome }),
    stallLate: (seconds) => metrics.stallLateness.observe(seconds),
    channelTook: (channel, seconds) => metrics.dispatchTime.observe({ channel }, seconds),
  };
}
