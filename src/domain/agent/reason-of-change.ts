import type { AgentChange } from './agent.ts';

/** The change, of whose first event the journal also tells why: as `reason` among what changed. */
export function withReason(change: AgentChange, reason: string | undefined): AgentChange {
  const [first, ...others] = change.events;
  if (first === undefined || reason === undefined) return change;
  const told = { ...first, changes: [...first.changes, { path: 'reason', to: reason }] };
  return { ...change, events: [told, ...others] };
}
