/**
 * What a transition of an aggregate yields: the state before and after it and what happened, one value
 * that is stored in one call. No events: nothing changed, and `state` is the state before.
 */
export interface Change<State, Event> {
  /** Absent when the transition brought the aggregate into being. */
  readonly before?: State;
  readonly state: State;
  readonly events: readonly Event[];
}
