import type { z } from 'zod';
import type { Asks } from './customer-event.ts';
import type { lendingEvents } from './lending.events.ts';
import type { Personal } from './personal.ts';

/** What a workflow, and so a guard, may see of events declared as schemas: everything but what is personal. */
export type VisibleEvents<Schemas extends { readonly [type: string]: z.ZodObject }> = {
  -readonly [Type in keyof Schemas]: Flat<Visible<z.infer<Schemas[Type]>> & Derived<Type>>;
};

type Visible<Properties> = {
  [Name in keyof Properties as NonNullable<Properties[Name]> extends Personal ? never : Name]: Properties[Name];
};

/** What takes the place of a personal property on the way to a workflow; see `toCustomerEvent`. */
type Derived<Type> = Type extends 'message.received' ? { asks: Asks } : unknown;

type Flat<T> = { [Name in keyof T]: T[Name] };

/** The words of the lending life cycle, for `vocabulary<LendingEvents>()`. Import it with `import type`. */
export type LendingEvents = VisibleEvents<typeof lendingEvents>;
