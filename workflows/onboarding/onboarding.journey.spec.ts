import { describe, expect, it } from '@jest/globals';
import { always, customerIn, simulate, stagesOf, touchesOf, type ScriptLine } from '#rehearsal';
import { onboarding } from './onboarding.journey.ts';

const began: ScriptLine = ['0m', 'registration.started'];
const registered: ScriptLine = ['10m', 'registration.completed'];
const verified = (when: string): ScriptLine => [when, 'identity.verified'];

describe('onboarding', () => {
  it.each<{ situation: string; script: ScriptLine[]; sent: string[] }>([
    { situation: 'straight through', script: [began, registered, verified('25m')], sent: [] },
    {
      situation: 'left while registering',
      script: [began],
      sent: ['30m register-nudge push register-plain', '48h register-help wechat register-help'],
    },
    {
      situation: 'registered late, verified at once',
      script: [began, ['5h', 'registration.completed'], verified('312m')],
      sent: ['30m register-nudge push register-plain'],
    },
    {
      situation: 'registered, never verified',
      script: [began, registered],
      sent: [
        '40m identity-nudge push identity-plain',
        '1450m identity-call call identity-call',
        '10090m identity-last wechat identity-last',
      ],
    },
    {
      situation: 'began the identity check by themselves, finished the next morning',
      script: [began, registered, ['20m', 'identity.started'], verified('20h')],
      sent: [],
    },
    {
      situation: 'the check failed once, then succeeded',
      script: [began, registered, ['15m', 'identity.failed', { final: false }], verified('3h')],
      sent: ['25m identity-retry push identity-retry'],
    },
    {
      situation: 'the check failed for good',
      script: [began, registered, ['15m', 'identity.failed', { final: true }]],
      sent: [],
    },
    {
      situation: 'verified before the registration was heard of',
      script: [began, verified('12m'), ['20m', 'registration.completed']],
      sent: [],
    },
  ])('$situation', ({ script, sent }) => {
    expect(touchesOf(simulate(onboarding, customerIn('plain'), script))).toEqual(sent);
  });

  it('speaks in the voice of the arm', () => {
    expect(touchesOf(simulate(onboarding, customerIn('friendly'), [began], { until: '1h' }))).toEqual([
      '30m register-nudge push register-friendly',
    ]);
  });

  it('tries the next channel when one fails, and a person after the bot', () => {
    const log = simulate(onboarding, customerIn('plain'), [began, registered], {
      answers: always('failed'),
      until: '3 days',
    });
    expect(touchesOf(log)).toEqual([
      '40m identity-nudge push identity-plain',
      '40m identity-nudge sms identity-plain',
      '1450m identity-call call identity-call',
      '1450m identity-call task identity-call',
    ]);
  });

  it.each([
    ['verified in time is the goal', verified('3 days'), '72h goal identity.verified'],
    ['silence ends it after 30 days', registered, '720h expired'],
  ])('%s', (_, last, end) => {
    expect(stagesOf(simulate(onboarding, customerIn('plain'), [began, last])).at(-1)).toBe(end);
  });
});
