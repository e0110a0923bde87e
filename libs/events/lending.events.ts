import { z } from 'zod';
import { personal } from './personal.ts';
import {
  agreement,
  calendarDate,
  disposition,
  duration,
  flag,
  letter,
  moment,
  money,
  note,
  outcome,
  purpose,
  reference,
  touchClass,
  word,
  zone,
} from './words.ts';

/**
 * Every event of the lending life cycle, on one page: type -> properties. A name is a thing and what happened to it.
 * Properties that are not written here are stored with the event and never enter a workflow; nor do those marked
 * `personal`. Amounts are in the currency's main unit.
 */
export const lendingEvents = {
  // Register, verify identity
  'registration.started': z.object({ origin: word.exactOptional() }),
  'registration.completed': z.object({ origin: word.exactOptional() }),
  'identity.started': z.object({ method: word.exactOptional() }),
  'identity.verified': z.object({ method: word.exactOptional() }),
  'identity.failed': z.object({ reason: word.exactOptional(), final: z.boolean().exactOptional() }),

  // Apply for credit; one application, one `applicationId`
  'credit.started': z.object({
    applicationId: reference,
    product: word.exactOptional(),
    amount: money.exactOptional(),
  }),
  'credit.submitted': z.object({ applicationId: reference, amount: money.exactOptional() }),
  'credit.approved': z.object({ applicationId: reference, limit: money, validUntil: moment.exactOptional() }),
  'credit.rejected': z.object({ applicationId: reference, reason: word.exactOptional() }),
  'credit.withdrawn': z.object({ applicationId: reference }),
  'limit.raised': z.object({ limit: money, previous: money.exactOptional(), applicationId: reference.exactOptional() }),

  // Order; `productId` is what the visited page offers
  'order.page_visited': z.object({ productId: reference, amount: money.exactOptional() }),
  'order.placed': z.object({
    orderId: reference,
    productId: reference,
    amount: money,
    loanId: reference.exactOptional(),
  }),

  // Repay; one bill, one `billId`. `remaining` is what is open on the bill after the payment: 0 settles it
  'bill.issued': z.object({ billId: reference, loanId: reference, amount: money, dueOn: calendarDate }),
  'bill.due': z.object({ billId: reference, loanId: reference, amount: money, dueOn: calendarDate.exactOptional() }),
  'repayment.received': z.object({ billId: reference, loanId: reference, amount: money, remaining: money }),
  'loan.paid_off': z.object({ loanId: reference }),

  // The customer has been silent for so many days, as upstream counts them
  'customer.inactive': z.object({ days: z.number().int().min(1).max(3_650) }),

  // Contacts: `made` by another system or a person counts toward the caps; `requested` becomes a touch of its own
  'contact.made': z.object({
    channel: word,
    purpose,
    outcome,
    disposition: disposition.exactOptional(),
    debt: reference.exactOptional(),
    topic: word.exactOptional(),
    number: reference.exactOptional(), // a token of the number that was called, never the number
    by: reference,
  }),
  'contact.requested': z.object({
    purpose,
    channels: z.array(word).min(1).max(10),
    template: word.exactOptional(),
    usefulFor: duration.exactOptional(),
    debt: reference.exactOptional(),
    topic: word.exactOptional(),
    class: touchClass.exactOptional(),
    score: z.number().min(-1e6).max(1e6).exactOptional(),
  }),
  'callback.requested': z.object({ channel: word.exactOptional(), from: moment, to: moment }),
  // A rule that names it under `overriddenBy` does not look until `to`; with a refusal it ends before
  'contact.agreed': z.object({
    what: agreement,
    channel: word.exactOptional(),
    from: moment.exactOptional(),
    to: moment,
    evidence: reference,
  }),
  'channel.outcome': z.object({
    attempt: z.string().min(1).max(400),
    outcome,
    disposition: disposition.exactOptional(),
    detail: note.exactOptional(),
  }),
  'message.received': z.object({ channel: word, text: personal(letter), replyTo: z.string().max(400).exactOptional() }),

  // What the customer allows: `channel` may be * for all of them. `confirmed` is the second word of a double opt-in (the link
  // that was clicked, the code that was typed): it counts for the consent that stands then, until that is withdrawn
  'consent.given': z.object({ purpose, channel: z.union([z.literal('*'), word]), basis: word, evidence: reference }),
  'consent.confirmed': z.object({
    purpose,
    channel: z.union([z.literal('*'), word]),
    basis: word.exactOptional(),
    evidence: reference,
  }),
  'consent.withdrawn': z.object({
    purpose,
    channel: z.union([z.literal('*'), word]),
    basis: word.exactOptional(),
    evidence: reference.exactOptional(),
  }),

  // What protects the customer
  'complaint.opened': z.object({ complaintId: reference, topic: word.exactOptional() }),
  'complaint.closed': z.object({ complaintId: reference, upheld: z.boolean().exactOptional() }),
  'dispute.opened': z.object({ disputeId: reference, debt: reference.exactOptional() }),
  'dispute.closed': z.object({ disputeId: reference, debt: reference.exactOptional() }),
  'customer.flagged': z.object({ flag, until: moment.exactOptional(), evidence: reference.exactOptional() }),
  'customer.unflagged': z.object({ flag }),

  // Who the customer is; what is named replaces what was known, null forgets it
  'customer.updated': z.object({
    zones: z
      .array(z.object({ zone, from: z.enum(['explicit', 'address', 'kyc', 'phone', 'tenant']) }))
      .max(8)
      .exactOptional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or zh')
      .exactOptional(),
    channels: z.array(word).max(20).exactOptional(), // those the customer can be reached on
    segments: z.array(word).max(50).exactOptional(),
    phone: personal(z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be in international form, such as +8613800138000'))
      .nullable()
      .exactOptional(),
    email: personal(z.email('must be an e-mail address').max(254)).nullable().exactOptional(),
    addresses: personal(z.record(word, z.string().min(1).max(500).nullable())).exactOptional(),
  }),
} as const satisfies { readonly [type: string]: z.ZodObject };
