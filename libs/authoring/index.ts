/**
 * What `import … from 'tendril'` gives: the words to write journeys and policies with, and nothing that runs them.
 *
 * Decision: a lib of its own, although it only passes on. Options: (a) `exports` straight to libs/journey, (b) the CLI's
 * bundler knows the words, (c) this. (a) shows the core's inner functions to every catalogue and leaves the policy out;
 * (b) works only inside our bundler, not in an editor or a test. So (c): one short page, which is the public promise.
 * It stays pure, so that a catalogue may be bundled into the workflow.
 */
export { catalogue, vocabulary } from '#journey';
export type {
  Catalogue,
  Deadline,
  Duration,
  Facts,
  Guard,
  JourneyDefinition,
  Json,
  Purpose,
  StageDefinition,
  StallDefinition,
  TighteningRule,
  TouchDefinition,
} from '#journey';
export { definePolicy, tighten } from '#policy';
export type { PolicySet, Rule, Tightening } from '#policy';
