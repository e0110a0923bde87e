import { describe, expect, it } from '@jest/globals';
import { pendingAsk } from './ask.ts';
import { aCustomer, DAY, HOUR, MINUTE, TOUCH } from './customer.builder.ts';
import type { CustomerBuilder } from './customer.builder.ts';
import { isIdle, nextDue } from './due.ts';
import type { DispatchResult } from './input.ts';

const stalled = (): CustomerBuilder => aCustomer().asksForLoan(0).reaches(HOUR);
const outcome = (word: 'delivered' | 'failed' | 'unknown' | 'no_answer' | 'conversation') => ({
  kind: 'outcome' as const,
  outcome: word,
  disposition: null,
  detail: null,
});
const accepted: DispatchResult = { kind: 'accepted', reference: 'r1', outcomeBy: 2 * DAY };
const notSent: DispatchResult = { kind: 'not sent', because: 'stopped' };

describe('the life of a touch', () => {
  it.each([
    {
      situation: 'is sent and delivered',
      customer: () => stalled().isAllowed().ends(outcome('delivered')),
      story: ['planned ask-papers', 'verdict 1 send', 'attempt push', 'outcome delivered', 'ended sent'],
    },
    {
      situation: 'falls back to the next channel when the first fails, with a verdict of its own',
      customer: () =>
        stalled().isAllowed().ends(outcome('failed')).isAllowed().ends(outcome('delivered'), `${TOUCH}/2`),
      story: [
        'planned ask-papers',
        'verdict 1 send',
        'attempt push',
        'outcome failed',
        'verdict 2 send',
        'attempt sms',
        'outcome delivered',
        'ended sent',
      ],
    },
    {
      situation: 'ends failed when no channel is left',
      customer: () => stalled().isAllowed('sms').ends(outcome('failed')),
      story: ['planned ask-papers', 'verdict 1 send', 'attempt sms', 'outcome failed', 'ended failed'],
    },
    {
      situation: 'is not tried on another channel when nobody can say whether it went out',
      customer: () => stalled().isAllowed().ends(outcome('unknown')),
      story: ['planned ask-papers', 'verdict 1 send', 'attempt push', 'outcome unknown', 'ended unknown'],
    },
    {
      situation: 'is dropped by the policy',
      customer: () => stalled().isDropped(),
      story: ['planned ask-papers', 'verdict 1 drop', 'ended dropped'],
    },
    {
      situation: 'is held, looked at again, and sent',
      customer: () =>
        stalled()
          .isHeld(3 * HOUR)
          .reaches(3 * HOUR)
          .isAllowed()
          .ends(outcome('delivered')),
      story: [
        'planned ask-papers',
        'verdict 1 hold',
        'verdict 2 send',
        'attempt push',
        'outcome delivered',
        'ended sent',
      ],
    },
    {
      situation: 'is cancelled by the step forward that comes while it is held',
      customer: () =>
        stalled()
          .isHeld(3 * HOUR)
          .hears(2 * HOUR, 'papers.sent', { loanId: 'L1' })
          .reaches(3 * HOUR),
      story: ['planned ask-papers', 'verdict 1 hold', 'cancelled: stage done by papers.sent', 'ended cancelled'],
    },
    {
      situation: 'is cancelled when its guard no longer lets it pass at the end of the hold',
      customer: () =>
        stalled()
          .isHeld(3 * HOUR)
          .hears(2 * HOUR, 'complaint.opened', { complaintId: 'k1' })
          .reaches(3 * HOUR),
      story: ['planned ask-papers', 'verdict 1 hold', 'cancelled: the stall is gone', 'ended cancelled'],
    },
    {
      situation: 'is cancelled when its guard no longer lets it pass by the time it is asked about',
      customer: () =>
        aCustomer()
          .asksForLoan(0)
          .hears(2 * HOUR, 'complaint.opened', { complaintId: 'k1' })
          .isAllowed(),
      story: ['planned ask-papers', 'cancelled: the stall is gone', 'ended cancelled'],
    },
    {
      situation: 'is called back by an exit while it goes out, in time',
      customer: () =>
        stalled()
          .isAllowed()
          .hears(HOUR + 1, 'loan.withdrawn', { loanId: 'L1' })
          .ends(notSent),
      story: [
        'planned ask-papers',
        'verdict 1 send',
        'attempt push',
        'cancelled: run ended by loan.withdrawn',
        'not sent: stopped',
        'ended cancelled',
      ],
    },
    {
      situation: 'keeps its outcome when the exit comes too late to call it back',
      customer: () =>
        stalled()
          .isAllowed()
          .hears(HOUR + 1, 'loan.withdrawn', { loanId: 'L1' })
          .ends(outcome('delivered')),
      story: [
        'planned ask-papers',
        'verdict 1 send',
        'attempt push',
        'cancelled: run ended by loan.withdrawn',
        'outcome delivered',
        'ended sent',
      ],
    },
    {
      situation: 'asks for a fresh verdict when the dispatch found a stop in force',
      customer: () =>
        stalled()
          .isAllowed()
          .ends(notSent)
          .isHeld(5 * HOUR),
      story: ['planned ask-papers', 'verdict 1 send', 'attempt push', 'not sent: stopped', 'verdict 2 hold'],
    },
    {
      situation: 'waits for its outcome, which comes by callback',
      customer: () =>
        stalled()
          .isAllowed()
          .ends(accepted)
          .hears(HOUR + MINUTE, 'channel.outcome', { attempt: `${TOUCH}/1`, outcome: 'delivered' }),
      story: ['planned ask-papers', 'verdict 1 send', 'attempt push', 'outcome delivered', 'ended sent'],
    },
    {
      situation: 'has its outcome by callback before the dispatch has said that it was accepted',
      customer: () =>
        stalled()
          .isAllowed()
          .hears(HOUR, 'channel.outcome', { attempt: `${TOUCH}/1`, outcome: 'delivered' })
          .ends(accepted),
      story: ['planned ask-papers', 'verdict 1 send', 'attempt push', 'outcome delivered', 'ended sent'],
    },
    {
      situation: 'does not fall back when it failed after the exit that came while its outcome was awaited',
      customer: () =>
        stalled()
          .isAllowed()
          .ends(accepted)
          .hears(2 * HOUR, 'loan.withdrawn', { loanId: 'L1' })
          .hears(3 * HOUR, 'channel.outcome', { attempt: `${TOUCH}/1`, outcome: 'failed' }),
      story: [
        'planned ask-papers',
        'verdict 1 send',
        'attempt push',
        'outcome failed',
        'cancelled: the stall is gone',
        'ended cancelled',
      ],
    },
    {
      situation: 'does not fall back once its guard no longer lets it pass',
      customer: () =>
        stalled()
          .isAllowed()
          .hears(HOUR + 1, 'complaint.opened', { complaintId: 'k1' })
          .ends(outcome('failed')),
      story: [
        'planned ask-papers',
        'verdict 1 send',
        'attempt push',
        'outcome failed',
        'cancelled: the stall is gone',
        'ended cancelled',
      ],
    },
    {
      situation: 'is not asked about again, called back, once its guard no longer lets it pass',
      customer: () =>
        stalled()
          .isAllowed()
          .hears(HOUR + 1, 'complaint.opened', { complaintId: 'k1' })
          .ends(notSent),
      story: [
        'planned ask-papers',
        'verdict 1 send',
        'attempt push',
        'not sent: stopped',
        'cancelled: the stall is gone',
        'ended cancelled',
      ],
    },
    {
      situation: 'handed to a human does not go back to the machines when that fails',
      customer: () => stalled().isHandedOver().ends(outcome('failed')),
      story: ['planned ask-papers', 'verdict 1 human', 'attempt task', 'outcome failed', 'ended failed'],
    },
    {
      situation: 'is unknown after a long silence, and mended by a callback that comes later still',
      customer: () =>
        stalled()
          .isAllowed()
          .ends(accepted)
          .reaches(2 * DAY)
          .hears(3 * DAY, 'channel.outcome', { attempt: `${TOUCH}/1`, outcome: 'no_answer' }),
      story: [
        'planned ask-papers',
        'verdict 1 send',
        'attempt push',
        'outcome unknown',
        'ended unknown',
        'outcome no_answer',
      ],
    },
  ])('a touch $situation', ({ customer, story }) => {
    expect(customer().story()).toEqual(story);
  });
});

describe('the ledger', () => {
  it('reserves a slot with the verdict, commits it with the outcome, and releases it when nothing went out', () => {
    const customer = stalled().isAllowed();
    expect(customer.state.ledger).toMatchObject([{ id: `${TOUCH}/1`, state: 'reserved', journey: 'loan', debt: 'L1' }]);
    expect(customer.ends(notSent).state.ledger).toMatchObject([{ id: `${TOUCH}/1`, state: 'released' }]);
    customer.isAllowed().ends(outcome('delivered'), `${TOUCH}/2`);
    expect(customer.state.ledger[1]).toMatchObject({ id: `${TOUCH}/2`, state: 'committed', outcome: 'delivered' });
  });

  it.each([
    { heard: 'with its acceptance', customer: () => stalled().isAllowed() },
    {
      heard: 'after its outcome has come by callback',
      customer: () =>
        stalled()
          .isAllowed()
          .hears(5 * HOUR, 'channel.outcome', { attempt: `${TOUCH}/1`, outcome: 'delivered' }),
    },
  ])('counts a contact from when it began, though its slot was taken earlier, heard $heard', ({ customer }) => {
    const began = customer().ends({ ...accepted, began: 4 * HOUR });
    expect(began.state.ledger).toMatchObject([{ id: `${TOUCH}/1`, at: 4 * HOUR, state: 'committed' }]);
  });

  it('releases the slot of what never left the house, whose words were not fit to be said', () => {
    const customer = stalled()
      .isAllowed()
      .ends({ ...outcome('failed'), detail: 'it says "no risk"', neverLeft: true });
    expect(customer.state.ledger).toMatchObject([{ id: `${TOUCH}/1`, state: 'released' }]);
    expect(customer.state.touches).toMatchObject([{ state: 'waiting', channels: ['sms'] }]);
  });

  it('takes in a contact made elsewhere', () => {
    const customer = aCustomer().hears(5, 'contact.made', {
      channel: 'call',
      purpose: 'marketing',
      outcome: 'connected',
      by: 'agency',
    });
    expect(customer.state.ledger).toMatchObject([
      { id: 'test/e1', at: 5, by: 'agency', outcome: 'connected', state: 'committed' },
    ]);
    expect(customer.story()).toEqual(['elsewhere call']);
  });

  it.each([
    { answer: 'a step forward within seven days', at: 3 * DAY, disposition: 'acted' },
    { answer: 'a step forward after more than seven days', at: 9 * DAY, disposition: null },
  ])('writes $answer as $disposition', ({ at, disposition }) => {
    const customer = stalled().isAllowed().ends(outcome('delivered')).hears(at, 'papers.sent', { loanId: 'L1' });
    expect(customer.state.ledger).toMatchObject([{ disposition }]);
  });
});

describe('what goes on', () => {
  it.each([
    { skipped: 'dropped by the policy', customer: () => stalled().isDropped() },
    {
      skipped: 'refused by the person',
      customer: () =>
        stalled()
          .isAllowed()
          .ends({ ...outcome('conversation'), disposition: 'refused' }),
    },
    { skipped: 'lost by its last channel', customer: () => stalled().isAllowed('sms').ends(outcome('failed')) },
  ])('a touch that was $skipped ends no run', ({ customer }) => {
    const { runs } = customer().state.journeys;
    expect(runs.map(({ id }) => id)).toEqual(['loan/L1/1']);
    const ended = customer()
      .hears(2 * DAY, 'loan.paid', { loanId: 'L1' })
      .happenings.at(-1);
    expect(ended).toMatchObject({ kind: 'run.ended', how: 'goal', converted: true });
  });

  it('a hold that ends asks about all channels, not only the one it was held on', () => {
    const customer = stalled()
      .isHeld(3 * HOUR)
      .reaches(3 * HOUR);
    expect(pendingAsk(customer.state)?.requests.map(({ channels }) => channels)).toEqual([['push', 'sms']]);
  });
});

describe('time and repetition', () => {
  it('gives the same state back for an event heard before', () => {
    const customer = aCustomer().asksForLoan(0);
    const before = customer.state;
    expect(customer.hears(0, 'loan.asked', { loanId: 'L1' }, { id: 'e1' }).state).toBe(before);
  });

  it('is due at the stall, then at the end of the hold, then at nothing', () => {
    const customer = aCustomer().asksForLoan(0);
    expect(nextDue(customer.state)).toBe(HOUR);
    expect(nextDue(customer.reaches(HOUR).isHeld(4 * HOUR).state)).toBe(4 * HOUR);
    customer.hears(2 * HOUR, 'loan.paid', { loanId: 'L1' });
    expect([nextDue(customer.state), isIdle(customer.state)]).toEqual([null, true]);
  });

  it('looks at what is held when a stop is lifted', () => {
    const customer = stalled()
      .isHeld(20 * HOUR)
      .takes({ kind: 'look again', at: 2 * HOUR, because: 'resumed' });
    expect(customer.state.touches).toMatchObject([{ state: 'waiting', dueAt: null }]);
  });
});
