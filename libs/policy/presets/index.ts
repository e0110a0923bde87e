import type { Policy } from '../policy.ts';
import type { PolicySet } from '../policy-set.ts';
import { resolvePolicy } from '../resolve-policy.ts';
import { cnCallCentre } from './cn-call-centre.preset.ts';
import { cnCarrier } from './cn-carrier.preset.ts';
import { cnCollection } from './cn-collection.preset.ts';
import { cnPipl24 } from './cn-pipl-24.preset.ts';
import { cnSms } from './cn-sms.preset.ts';
import { conservative as conservativeRules } from './conservative.preset.ts';
import { euGdpr21 } from './eu-gdpr-21.preset.ts';
import { inRbi } from './in-rbi.preset.ts';
import { inTrai } from './in-trai.preset.ts';
import { ukFca } from './uk-fca.preset.ts';
import { usFlorida } from './us-florida.preset.ts';
import { usRegF } from './us-reg-f.preset.ts';
import { usTcpaMarketing } from './us-tcpa-marketing.preset.ts';

export const conservative: PolicySet = conservativeRules;

/** Starting points, not legal advice. */
export const presets: readonly PolicySet[] = [
  conservative,
  cnCollection,
  cnSms,
  cnCallCentre,
  cnPipl24,
  cnCarrier,
  usRegF,
  usTcpaMarketing,
  usFlorida,
  euGdpr21,
  ukFca,
  inRbi,
  inTrai,
];

export function presetNamed(name: string): PolicySet | null {
  return presets.find((preset) => preset.name === name) ?? null;
}

/** The policy of an institution that has not chosen one. */
export function firstPolicy(sha256: (text: string) => string): Policy {
  return resolvePolicy([conservative], sha256);
}
