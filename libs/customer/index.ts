export type { Attempt, CustomerState, OpenTouch } from './state.ts';
export type { CustomerInput, DispatchResult } from './input.ts';
export type { Ask, CustomerEffect, Dispatch } from './effect.ts';
export type { Happening } from './happening.ts';
