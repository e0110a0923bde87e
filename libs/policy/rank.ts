import { touchClasses } from '#journey';
import type { TouchRequest } from './touch-request.ts';

/** Sorts the more important first: by class, then score, then who was planned first, then id. */
export function byImportance(a: TouchRequest, b: TouchRequest): number {
  return (
    rankOf(a) - rankOf(b) || b.score - a.score || a.plannedAt - b.plannedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

export function isHigherClass(a: TouchRequest, b: TouchRequest): boolean {
  return rankOf(a) < rankOf(b);
}

/** 0 is the most important. */
export function rankOf(request: Pick<TouchRequest, 'class'>): number {
  return touchClasses.indexOf(request.class);
}
