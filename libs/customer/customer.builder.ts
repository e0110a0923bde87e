import { catalogue, publish, vocabulary } from '#journey';
import type { CustomerEvent, Json, OffsetTable, Published } from '#journey';
import type { OpensWith, Verdict } from '#policy';
import { pendingAsk } from './ask.ts';
import type { CustomerEffect } from './effect.ts';
import { freshCustomer } from './fresh-customer.ts';
import type { Happening } from './happening.ts';
import type { CustomerInput, DispatchResult, PerformResult } from './input.ts';
import type { CustomerState } from './state.ts';
import { step } from './step.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const UTC: OffsetTable = { zone: 'UTC', changes: [[0, 0]] };

interface LoanEvents {
  'loan.asked': { loanId: string; amount?: number };
  'papers.sent': { loanId: string };
  'loan.paid': { loanId: string };
  'loan.withdrawn': { loanId: string };
  'complaint.opened': { complaintId: string };
  'limit.asked': { limitId: string; amount?: number };
  'limit.known': { limitId: string };
  'customer.left': object;
}

const words = vocabulary<LoanEvents>()(({ guard }) => ({
  guards: { complaining: guard(['complaint.opened'], (facts) => facts['complaint.opened'] !== undefined) },
  templates: ['send-papers'],
  channels: ['push', 'sms', 'call'],
  activities: ['refresh-limit'],
}));

const loan = words.journey({
  id: 'loan',
  version: 1,
  title: 'Loan',
  owner: 'lending',
  startsOn: 'loan.asked',
  key: 'loanId',
  goal: { on: 'loan.paid' },
  exitsOn: ['loan.withdrawn'],
  stages: [
    {
      name: 'papers',
      doneOn: 'papers.sent',
      stalls: [
        {
          after: '1h',
          unless: 'complaining',
          touch: {
            name: 'ask-papers',
            purpose: 'service',
            via: ['push', 'sms'],
            template: 'send-papers',
            usefulFor: '24h',
          },
        },
      ],
    },
  ],
});

const limit = words.journey({
  id: 'limit',
  version: 1,
  title: 'Limit',
  owner: 'lending',
  startsOn: 'limit.asked',
  key: 'limitId',
  exitsOn: ['customer.left'],
  stages: [{ name: 'told', doneOn: 'limit.known', stalls: [{ after: '1h', activity: 'refresh-limit' }] }],
});

const published: Published = publish(catalogue({ vocabularies: [words], journeys: [loan, limit] }), (text) =>
  `${text.length}`.padStart(12, '0'),
);

/** The touch that a loan of this builder is stalled with. */
export const TOUCH = 'loan/L1/1/papers/ask-papers/1';

/** The activity that a limit of this builder is stalled with. */
export const ACTIVITY = 'limit/M1/1/told/refresh-limit/1';

/**
 * One customer in a test, moved by meaning: `aCustomer().asksForLoan(0).reaches(HOUR).isAllowed()`. Keeps what happened
 * and what is to be done, in order.
 */
export class CustomerBuilder {
  state: CustomerState = freshCustomer('c1', UTC);
  readonly happenings: Happening[] = [];
  readonly effects: CustomerEffect[] = [];
  #events = 0;
  #now = 0;

  hears(
    at: number,
    type: string,
    properties: { readonly [name: string]: Json } = {},
    more: Partial<CustomerEvent> = {},
  ): this {
    this.#events += 1;
    const id = `e${this.#events}`;
    const event = { id, source: 'test', type, customerId: 'c1', occurredAt: at, receivedAt: at, properties, ...more };
    return this.takes({ kind: 'event', event });
  }

  asksForLoan(at: number): this {
    return this.hears(at, 'loan.asked', { loanId: 'L1', amount: 500 });
  }

  reaches(at: number): this {
    this.#now = at;
    return this.takes({ kind: 'due', at });
  }

  isAllowed(channel?: string): this {
    return this.#answered((touch, open) => ({
      ...ANSWER,
      touch,
      at: this.#now,
      kind: 'send',
      channel: channel ?? open[0] ?? '',
      validUntil: this.#now + HOUR,
    }));
  }

  isHeld(until: number, opensWith?: OpensWith): this {
    const opening = opensWith === undefined ? {} : { opensWith };
    return this.#answered((touch) => ({
      ...{ ...ANSWER, ...opening, touch, at: this.#now },
      ...{ kind: 'hold', channel: 'push', until },
    }));
  }

  isHandedOver(): this {
    return this.#answered((touch) => ({ ...ANSWER, touch, at: this.#now, kind: 'human', channel: 'push' }));
  }

  isDropped(): this {
    return this.#answered((touch) => ({ ...ANSWER, touch, at: this.#now, kind: 'drop', channel: null }));
  }

  ends(result: DispatchResult, attempt = `${TOUCH}/1`): this {
    return this.takes({ kind: 'dispatched', at: this.#now, attempt, result });
  }

  activityEnds(result: PerformResult): this {
    return this.takes({ kind: 'performed', at: this.#now, activity: ACTIVITY, result });
  }

  takes(input: CustomerInput): this {
    const [state, effects] = step(this.state, input, published);
    this.state = state;
    this.effects.push(...effects);
    for (const effect of effects) if (effect.kind === 'happened') this.happenings.push(effect.happening);
    return this;
  }

  /** `1:00 verdict send`: what happened to touches, one line each. */
  story(): string[] {
    return this.happenings.flatMap((happening) => lineOf(happening) ?? []);
  }

  #answered(answer: (touch: string, channels: readonly string[]) => Verdict): this {
    const requests = pendingAsk(this.state)?.requests ?? [];
    const verdicts = requests.map(({ id, channels }) => answer(id, channels));
    return this.takes({ kind: 'verdicts', at: this.#now, verdicts });
  }
}

export function aCustomer(): CustomerBuilder {
  return new CustomerBuilder();
}

const ANSWER = { blockedBy: [], reasons: [], zones: ['UTC'], iana: null, policy: 'test', winner: null };

function lineOf(happening: Happening): string | null {
  switch (happening.kind) {
    case 'touch.planned':
      return `planned ${happening.touch.name}`;
    case 'verdict':
      return `verdict ${happening.number} ${happening.verdict.kind}`;
    case 'touch.cancelled':
      return `cancelled: ${happening.because}`;
    case 'attempt.started':
      return `attempt ${happening.channel}`;
    case 'attempt.ended':
      return `outcome ${happening.outcome}`;
    case 'attempt.not sent':
      return `not sent: ${happening.because}`;
    case 'touch.ended':
      return `ended ${happening.how}`;
    case 'activity.planned':
      return `planned ${happening.activity.name}`;
    case 'activity.cancelled':
      return `cancelled: ${happening.because}`;
    case 'activity.ended':
      return `ended ${happening.how}`;
    case 'contact.elsewhere':
      return `elsewhere ${happening.entry.channel}`;
    default:
      return null;
  }
}
