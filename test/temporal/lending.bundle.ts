export { customer } from '../../workflows/bundle.ts';
