/**
 * How many business milliseconds after the hand-over an outcome may still come. Gateways keep trying a phone that is off
 * for a day, and report then at the latest; until then the contact counts as made, so a longer wait would hold up later
 * touches for nothing, and nobody need ask any more.
 */
export const OUTCOME_WITHIN_MS = 86_400_000;
