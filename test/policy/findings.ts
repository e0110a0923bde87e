import { byImportance } from '#policy';
import type { CapRule, Ledger, LedgerEntry } from '#policy';
import type { History } from './history.arbitrary.ts';
import { live } from './live-history.ts';
import type { Lived } from './live-history.ts';
import { blocksNaively, naiveVerdict } from './naive.ts';

const MINUTE = 60_000;
const LOOKS = 12;

/** All that is wrong with how the policy lets a history be lived, by the naive policy's lights. */
export function findings(made: History): readonly unknown[] {
  const lived = live(made);
  const without = made.touches.filter(({ request }) => !lived.ends.has(request.id));
  return [
    ...differences(made, lived),
    ...broken(made, lived),
    ...overstayed(made, lived),
    ...lived.dependsOnOrder.map((id) => `${id} got another answer in another order`),
    ...without.map(({ request }) => `${request.id} has no end`),
    ...unreasoned(lived),
  ];
}

/** Questions to which the naive policy has another answer. */
function differences(made: History, { asked }: Lived): readonly unknown[] {
  return asked
    .map(({ touch, ledger, verdict }) => {
      const { kind, channel, blockedBy, at } = verdict;
      const got = { kind, channel, until: kind === 'hold' ? verdict.until : null, blockedBy };
      return { touch: touch.request.id, at, got, naive: naiveVerdict(touch.request, { ...made, ledger }, at) };
    })
    .filter(({ got, naive }) => JSON.stringify(got) !== JSON.stringify({ ...naive }));
}

/** Of two at one instant the more important was asked first; the ledger holds them as they were reserved. */
function isBefore(other: LedgerEntry, entry: LedgerEntry, { touches }: History, ledger: Ledger): boolean {
  const requestOf = ({ id }: LedgerEntry) => touches.find(({ request }) => request.id === id)?.request;
  const [one, two] = [requestOf(other), requestOf(entry)];
  if (other.at === entry.at && one !== undefined && two !== undefined) return byImportance(one, two) < 0;
  return ledger.indexOf(other) < ledger.indexOf(entry);
}

/** Rules that the finished ledger breaks: a sent touch outside hours, or one more than a cap allows up to it. */
function broken(made: History, { ledger, asked, ends }: Lived): readonly string[] {
  const sent = ledger.filter(({ id }) => ends.get(id) === 'send');
  return sent.flatMap((entry) => {
    const touch = asked.find(({ touch: { request } }) => request.id === entry.id)?.touch.request;
    if (touch === undefined) return [`${entry.id} was sent and never asked about`];
    const others = ledger.filter((other) => other !== entry && isBefore(other, entry, made, ledger));
    const world = { ...made, ledger: others };
    const looking = made.rules.filter((rule): rule is CapRule => rule.kind === 'cap' || rule.kind === 'hours');
    return looking
      .filter((rule) => blocksNaively(rule, touch, entry.channel, world, entry.at))
      .map((rule) => `${entry.id} breaks ${rule.id}`);
  });
}

/** Sends that stay valid although a rule blocks by then, with what was known when they were given; looked at here and there. */
function overstayed(made: History, { asked }: Lived): readonly string[] {
  return asked.flatMap(({ touch: { request }, ledger, verdict }) => {
    if (verdict.kind !== 'send') return [];
    const { at, channel, validUntil } = verdict;
    const minutes = Math.floor((validUntil - at) / MINUTE);
    const looks = Array.from({ length: LOOKS }, (_, look) => at + Math.round((minutes * (look + 1)) / LOOKS) * MINUTE);
    return made.rules
      .filter((rule) => looks.some((t) => blocksNaively(rule, request, channel, { ...made, ledger }, t)))
      .map(({ id }) => `${request.id} is good until ${new Date(validUntil).toISOString()}, when ${id} has blocked`);
  });
}

/** Who is not sent is told because of what. */
function unreasoned({ asked }: Lived): readonly string[] {
  return asked
    .filter(({ verdict }) => verdict.kind !== 'send' && verdict.blockedBy.length === 0)
    .map(({ touch, verdict }) => `${touch.request.id} is told "${verdict.kind}" for no reason`);
}
