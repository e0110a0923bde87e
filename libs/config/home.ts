import { join, resolve } from 'node:path';
import { productFolder } from './product-folder.ts';

/** The data folder: the one named, else one in the checkout, so that commands find it from whatever folder they are given in. */
export function homeOf(named: string | undefined): string {
  return named ? resolve(named) : join(productFolder(), '.tendril');
}
