import { lendingCatalogue } from './catalogue.ts';
import { customerWorkflow } from './runtime/index.ts';

/** The entry of the workflow bundle: the one workflow, over the guards of the catalogue. */
export const customer = customerWorkflow(lendingCatalogue.guards);
