import type { Traced } from './trace-context.ts';

/** Something that is under way. Its trace is that of whatever is done for it. */
export interface Observed<End> extends Traced {
  /** May not throw. */
  ended(how: End): void;
}

/** Is told of each thing of a kind when it begins and when it ends: where metrics and traces attach. */
export interface Observer<Thing, End, For = void> {
  /** @param by - for whom it is done. It may not throw. */
  began(thing: Thing, by: For): Observed<End>;
}
