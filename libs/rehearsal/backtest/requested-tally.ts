import type { RequestedReport } from './backtest-report.ts';
import { Counter } from './counter.ts';

/** Counts the contacts that the log itself asked for: what the policy would have said to each. */
export class RequestedTally {
  private requested = 0;
  private readonly allowed = new Counter();
  private readonly refused = new Counter();
  private readonly channels = new Counter();
  private readonly rules = new Counter();

  planned(): void {
    this.requested += 1;
  }

  sent(activity: string, channel: string): void {
    this.allowed.add(activity);
    this.channels.add(channel);
  }

  dropped(activity: string, blockedBy: readonly string[]): void {
    this.refused.add(activity);
    for (const rule of blockedBy) this.rules.add(rule);
  }

  report(): RequestedReport {
    const activities = new Set([...Object.keys(this.allowed.toObject()), ...Object.keys(this.refused.toObject())]);
    return {
      requested: this.requested,
      allowed: this.allowed.total,
      refused: this.refused.total,
      byActivity: Object.fromEntries(
        [...activities]
          .sort()
          .map((activity) => [activity, { allowed: this.allowed.of(activity), refused: this.refused.of(activity) }]),
      ),
      byRule: this.rules.toObject(),
      byChannel: this.channels.toObject(),
    };
  }
}
