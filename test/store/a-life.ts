import type { Happening } from '#customer';

export const noon = Date.UTC(2026, 0, 1, 12);

/** For tests: one run that stalls, is held, is reached by a call and converts, with a contact made elsewhere. */
export function aLife(more: { readonly arm?: string; readonly version?: number } = {}): Happening[] {
  const run = 'credit/o-1/1';
  const touch = `${run}/kyc/kyc-call/1`;
  const at = (minutes: number) => noon + minutes * 60_000;
  const answer = {
    touch,
    at: at(30),
    reasons: [],
    zones: ['Asia/Shanghai'],
    iana: '2025c',
    policy: 'p1',
    winner: null,
  };
  return [
    {
      kind: 'run.started',
      at: at(0),
      run,
      definition: 'credit@3#h',
      journey: 'credit',
      version: more.version ?? 3,
      subject: 'o-1',
      arm: more.arm ?? 'control',
      holdout: false,
    },
    { kind: 'stage.entered', at: at(0), run, stage: 'kyc', entry: 1 },
    { kind: 'stall.fired', at: at(30), run, stage: 'kyc', stall: 'kyc-call', entry: 1, result: 'touch' },
    {
      kind: 'touch.planned',
      at: at(30),
      touch: {
        id: touch,
        name: 'kyc-call',
        run,
        journey: 'credit',
        stage: 'kyc',
        stall: 'kyc-call',
        entry: 1,
        subject: 'o-1',
        arm: more.arm ?? 'control',
        purpose: 'service',
        via: ['call', 'sms'],
        template: 'kyc-call-script',
        plannedAt: at(30),
        usefulUntil: at(3_000),
        topic: null,
        class: 'service',
        score: 0,
      },
    },
    {
      kind: 'verdict',
      at: at(30),
      touch,
      number: 1,
      verdict: {
        ...answer,
        kind: 'hold',
        channel: 'call',
        until: at(60),
        spreadMs: 60_000,
        blockedBy: ['quiet-hours'],
      },
    },
    {
      kind: 'verdict',
      at: at(60),
      touch,
      number: 2,
      verdict: { ...answer, kind: 'send', channel: 'call', validUntil: at(70), blockedBy: [] },
    },
    { kind: 'attempt.started', at: at(60), touch, attempt: `${touch}/1`, channel: 'call' },
    {
      kind: 'attempt.ended',
      at: at(61),
      touch,
      attempt: `${touch}/1`,
      channel: 'call',
      outcome: 'conversation',
      disposition: 'promised',
      detail: null,
    },
    { kind: 'touch.ended', at: at(61), touch, how: 'sent' },
    { kind: 'stage.done', at: at(90), run, stage: 'kyc', by: 'event' },
    { kind: 'stage.entered', at: at(90), run, stage: 'offer', entry: 1 },
    {
      kind: 'contact.elsewhere',
      at: at(95),
      entry: {
        id: 'crm/77',
        at: at(95),
        purpose: 'service',
        channel: 'call',
        state: 'committed',
        outcome: 'connected',
        disposition: null,
        journey: null,
        debt: null,
        topic: null,
        number: null,
        by: 'crm',
      },
    },
    { kind: 'run.ended', at: at(99), run, how: 'exit', converted: false, by: 'application.withdrawn' },
  ];
}
