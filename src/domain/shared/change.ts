/**
 * What a transition of an aggregate yields: the state before and after it and what happened, one value
 * that is stored in one call. No events: nothing changed, and `state` is the state before.
 */
export interface Change<State, Event> {
  /** Absent when the transition brought the aggregate into being. */
  readonly before?: State;
  readonly state: State;
  /** The transition ended the aggregate's life: `state` is its last one, and what is stored of it goes. */
  readonly removes?: true;
  readonly events: readonly Event[];
}
