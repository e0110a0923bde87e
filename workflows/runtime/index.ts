export { customerWorkflow, type CustomerWorkflow } from './customer.workflow.ts';
