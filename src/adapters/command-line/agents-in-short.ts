import type { Agent } from '../../domain/agent/agent.ts';
import type { ListForm } from './listed.ts';

/** Agents in a list that is about something else. */
export const agentsInShort = (name: ListForm<Agent>['name']): ListForm<Agent> => ({
  name,
  headings: ['ID', 'USERNAME', 'STATUS'],
  row: ({ state: { id, userName, status } }) => [id, userName, status],
  document: ({ state }) => state,
});
