import { customerWorkflow } from '../../workflows/runtime/index.ts';
import { raceCatalogue } from './race.journeys.ts';

export const customer = customerWorkflow(raceCatalogue.guards);
