import { customerWorkflow } from '../../workflows/runtime/index.ts';
import { nudgeCatalogue } from './nudge.journey.ts';

export const customer = customerWorkflow(nudgeCatalogue.guards);
