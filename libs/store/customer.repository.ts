import type { Instant } from '#journey';
import type { Database } from './database.ts';
import { mendedJson } from './storable-text.ts';

/** What an event says of a customer. A field left out is untouched, null erases it; per field the latest `at` wins. */
export interface ProfilePatch {
  readonly customerId: string;
  readonly at: Instant;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly language?: string | null;
  /** Candidates, the most certain first. */
  readonly zones?: readonly string[];
  readonly segments?: readonly string[];
  /** Addresses on channels other than phone and e-mail: a device token, an open id. Merged per channel. */
  readonly addresses?: { readonly [channel: string]: string | null };
}

/** Personal fields included: it never leaves the house of activities. */
export interface CustomerProfile {
  readonly customerId: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: string | null;
  readonly zones: readonly string[];
  readonly segments: readonly string[];
  readonly addresses: { readonly [channel: string]: string | null };
}

const overPhone = new Set(['call', 'sms']);

/** The customers: the only place where personal fields are kept. */
export class CustomerRepository {
  constructor(private readonly database: Database) {}

  async upsertProfiles(patches: readonly ProfilePatch[]): Promise<void> {
    const rows = new Map<string, FieldsOfOne>();
    for (const patch of [...patches].sort((a, b) => a.at - b.at)) {
      const row = rows.get(patch.customerId) ?? { id: patch.customerId, addresses: {}, as_of: {} };
      rows.set(patch.customerId, row);
      for (const field of ['phone', 'email', 'language', 'zones', 'segments'] as const) {
        if (patch[field] === undefined) continue;
        Object.assign(row, { [field]: patch[field] });
        row.as_of[field] = patch.at;
      }
      for (const [channel, address] of Object.entries(patch.addresses ?? {})) {
        row.addresses[channel] = address;
        row.as_of[`addresses.${channel}`] = patch.at;
      }
    }
    if (rows.size > 0) {
      const ordered = [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      await this.database.execute(upsertSql, mendedJson(ordered));
    }
  }

  async profile(customerId: string): Promise<CustomerProfile | null> {
    const row = await this.database.ask((prisma) => prisma.customer.findUnique({ where: { id: customerId } }));
    if (row === null) return null;
    const { id, phone, email, language, zones, segments, addresses } = row;
    return {
      customerId: id,
      phone,
      email,
      language,
      zones,
      segments,
      addresses: addresses as CustomerProfile['addresses'],
    };
  }

  /** Where to reach a customer on a channel. Null: nowhere, or the channel knows its customers by id. */
  async contactAddress(
    customerId: string,
    channel: string,
  ): Promise<{ readonly address: string | null; readonly language: string | null }> {
    const profile = await this.profile(customerId);
    if (profile === null) return { address: null, language: null };
    const usual = overPhone.has(channel) ? profile.phone : channel === 'email' ? profile.email : null;
    return { address: profile.addresses[channel] ?? usual, language: profile.language };
  }

  /** Takes the personal fields away; an older event does not bring them back. */
  async erase(customerId: string, at: Instant): Promise<void> {
    const profile = await this.profile(customerId);
    const addresses = Object.fromEntries(Object.keys(profile?.addresses ?? {}).map((channel) => [channel, null]));
    await this.upsertProfiles([{ customerId, at, phone: null, email: null, addresses }]);
  }
}

interface FieldsOfOne {
  readonly id: string;
  readonly addresses: { [channel: string]: string | null };
  readonly as_of: { [field: string]: Instant };
}

const newer = (field: string) =>
  `(excluded.as_of ? '${field}' AND coalesce((known.as_of->>'${field}')::float8, '-infinity') <= (excluded.as_of->>'${field}')::float8)`;
const newest = (field: string) => `${field} = CASE WHEN ${newer(field)} THEN excluded.${field} ELSE known.${field} END`;

const upsertSql = `
  INSERT INTO customers AS known (id, phone, email, language, zones, segments, addresses, as_of)
  SELECT id, phone, email, language, coalesce(zones, '{}'), coalesce(segments, '{}'), addresses, as_of
    FROM jsonb_to_recordset($1::jsonb) AS fresh (id text, phone text, email text, language text, zones text[],
      segments text[], addresses jsonb, as_of jsonb)
  ON CONFLICT (id) DO UPDATE SET ${['phone', 'email', 'language', 'zones', 'segments'].map(newest).join(', ')},
    addresses = known.addresses || coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(excluded.addresses)
      WHERE coalesce((known.as_of->>('addresses.' || key))::float8, '-infinity')
        <= (excluded.as_of->>('addresses.' || key))::float8), '{}'),
    as_of = known.as_of || coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(excluded.as_of)
      WHERE coalesce((known.as_of->>key)::float8, '-infinity') <= value::float8), '{}')`;
