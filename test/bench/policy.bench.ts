import { decide } from '#policy';
import type { Ledger, LedgerEntry, Policy, Profile, Rule, TouchRequest } from '#policy';
import { median } from './figure.ts';

export interface PolicyBench {
  readonly verdicts: number;
  readonly rules: number;
  readonly entries: number;
  readonly verdictsPerSecond: number;
  /** The same entries looked at by the same number of rules, in a loop that decides nothing. */
  readonly bareLoopsPerSecond: number;
  /** By processor time: what it would be on a machine that is not shared. */
  readonly verdictsPerCpuSecond: number;
  readonly bareLoopsPerCpuSecond: number;
  /** Of the two by processor time. */
  readonly ratio: number;
  /** What came of them, so that nobody measures an empty answer. */
  readonly sent: number;
  readonly held: number;
  readonly dropped: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.UTC(2026, 4, 11);

/**
 * Verdicts a second with 20 rules and a ledger of 200 contacts, beside a bare loop over the same entries and rules; in
 * turns, the median round of each. Every verdict comes with all its reasons. Each question has a ledger of its own, as when
 * a customer's state has just been read: nothing is remembered between two questions.
 */
export function benchPolicy(verdicts = 20_000, rounds = 5): PolicyBench {
  const policy: Policy = {
    hash: 'bench',
    sets: [],
    rules: rules(),
    content: [],
    calendars: {},
    sendValidForMs: DAY,
    yieldsWithinMs: 0,
    spreadsOverMs: 0,
  };
  const ledgers = Array.from({ length: 50 }, (_, customer) => ledgerOf(customer));
  const requests = Array.from({ length: 97 }, (_, index) => requestAt(index));
  const rates = { decided: [] as Rate[], looped: [] as Rate[] };
  const kinds = { send: 0, hold: 0, drop: 0, human: 0 };
  for (let round = 0; round <= rounds; round += 1) {
    const decides = measure(verdicts, (index) => {
      const request = requests[index % requests.length] as TouchRequest;
      const ledger = [...(ledgers[index % ledgers.length] as Ledger)];
      const { kind } = decide(request, ledger, PROFILE, policy, request.plannedAt);
      if (round === rounds) kinds[kind] += 1;
      return 1;
    });
    const loops = measure(verdicts, (index) => {
      const request = requests[index % requests.length] as TouchRequest;
      return bareLoop(policy.rules, [...(ledgers[index % ledgers.length] as Ledger)], request);
    });
    if (round === 0) continue;
    rates.decided.push(decides);
    rates.looped.push(loops);
  }
  const [decided, looped] = [medianOf(rates.decided), medianOf(rates.looped)];
  return {
    verdicts,
    rules: policy.rules.length,
    entries: 200,
    verdictsPerSecond: Math.round(decided.perSecond),
    bareLoopsPerSecond: Math.round(looped.perSecond),
    verdictsPerCpuSecond: Math.round(decided.perCpuSecond),
    bareLoopsPerCpuSecond: Math.round(looped.perCpuSecond),
    ratio: decided.perCpuSecond / looped.perCpuSecond,
    sent: kinds.send,
    held: kinds.hold,
    dropped: kinds.drop,
  };
}

/** Each rule looks at each entry once: its purpose, and whether it lies within three days. As tight as it can be written. */
function bareLoop(all: readonly Rule[], ledger: Ledger, { plannedAt, purpose }: TouchRequest): number {
  const from = plannedAt - 3 * DAY;
  let seen = 0;
  for (let rule = 0; rule < all.length; rule += 1) {
    for (let index = 0; index < ledger.length; index += 1) {
      const entry = ledger[index] as LedgerEntry;
      if (entry.at > from && entry.purpose === purpose) seen += 1;
    }
  }
  return seen;
}

/** What the loops count, kept so that no compiler takes them away. */
export let counted = 0;

interface Rate {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

function measure(times: number, once: (index: number) => number): Rate {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  for (let index = 0; index < times; index += 1) counted += once(index);
  const [ms, { user, system }] = [performance.now() - began, process.cpuUsage(cpu)];
  return { perSecond: (times * 1e3) / ms, perCpuSecond: (times * 1e6) / (user + system) };
}

function medianOf(rates: readonly Rate[]): Rate {
  const of = (by: keyof Rate): number => median(rates.map((rate) => rate[by]));
  return { perSecond: of('perSecond'), perCpuSecond: of('perCpuSecond') };
}

const PROFILE: Profile = {
  zones: [{ zone: 'Asia/Shanghai', changes: [[0, 480]] }],
  consents: [{ at: START - 90 * DAY, purpose: 'marketing', channel: '*', given: true, basis: 'contract' }],
  flags: [{ flag: 'overdue', from: START - 60 * DAY, to: START - 30 * DAY }],
  overrides: [],
};

/** 200 contacts in 60 days, of all purposes and channels. */
function ledgerOf(customer: number): Ledger {
  const purposes = ['service', 'marketing', 'collection', 'transactional'] as const;
  const outcomes = ['no_answer', 'delivered', 'connected', 'busy', 'conversation'] as const;
  return Array.from({ length: 200 }, (_, index): LedgerEntry => {
    const at = START - 60 * DAY + index * 432 * MINUTE + customer;
    return {
      id: `c${customer}-${index}`,
      at,
      purpose: purposes[index % 4] as LedgerEntry['purpose'],
      channel: ['call', 'sms', 'push'][index % 3] as string,
      state: 'committed',
      outcome: outcomes[index % 5] as LedgerEntry['outcome'],
      disposition: null,
      journey: 'j1',
      debt: `d${index % 3}`,
      topic: null,
      number: null,
      by: 'us',
    };
  });
}

function requestAt(index: number): TouchRequest {
  const at = START + ((index * 17 * MINUTE) % DAY);
  return {
    ...{
      id: `t${index}`,
      channels: ['call', 'sms'],
      plannedAt: at,
      usefulUntil: at + 2 * DAY,
      journey: 'j1',
      stage: null,
    },
    ...{ debt: `d${index % 3}`, topic: null, class: 'service', score: 0 },
    purpose: (['service', 'marketing', 'collection'] as const)[index % 3] ?? 'service',
  };
}

/** 20 rules as institutions have them: hours, consent, protection, quiet times, caps of days to a month. */
function rules(): readonly Rule[] {
  const cap = (id: string, rolling: `${number}d`, limit: number, more: Partial<Rule> = {}): Rule =>
    ({ id, kind: 'cap', countOn: 'attempt', window: { rolling }, limit, onBlock: 'hold', ...more }) as Rule;
  return [
    { id: 'hours', kind: 'hours', allowed: [{ from: '07:00', to: '23:00' }], onBlock: 'hold' },
    { id: 'call-hours', kind: 'hours', channels: ['call'], allowed: [{ from: '08:00', to: '21:00' }], onBlock: 'hold' },
    { id: 'consent', kind: 'consent', purposes: ['marketing'], onBlock: 'next' },
    { id: 'objection', kind: 'consent', needs: 'no objection', onBlock: 'next' },
    { id: 'trouble', kind: 'suppress', flags: ['overdue', 'complaint'], purposes: ['marketing'], onBlock: 'drop' },
    { id: 'fraud', kind: 'suppress', flags: ['fraud-check', 'deceased'], onBlock: 'drop' },
    {
      id: 'refused',
      kind: 'cooldown',
      after: ['refused'],
      for: { rolling: '30d' },
      subject: 'purpose',
      onBlock: 'hold',
    },
    {
      id: 'promised',
      kind: 'cooldown',
      after: ['promised'],
      for: { calendarDays: 3 },
      subject: 'debt',
      onBlock: 'hold',
    },
    cap('1 in 1', '1d', 4),
    cap('2 in 3', '3d', 12),
    cap('week', '7d', 30),
    cap('month', '30d', 120),
    cap('calls', '7d', 12, { channels: ['call'] }),
    cap('messages', '7d', 12, { channels: ['sms', 'push'] }),
    cap('per purpose', '7d', 9, { subject: 'purpose' }),
    cap('per debt', '7d', 9, { subject: 'debt' }),
    cap('connected', '7d', 12, { countOn: 'connected' }),
    cap('conversations', '30d', 30, { countOn: 'conversation' }),
    { id: 'a day', kind: 'cap', countOn: 'attempt', window: { calendarDays: 1 }, limit: 5, onBlock: 'hold' },
    { id: 'a week', kind: 'cap', countOn: 'attempt', window: { calendarDays: 7 }, limit: 28, onBlock: 'hold' },
  ];
}
