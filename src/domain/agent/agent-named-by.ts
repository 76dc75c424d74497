import { comparable } from '../../criteria/comparable.ts';
import { type Criteria, conjuncts } from '../../criteria/criteria.ts';

export interface AgentName {
  readonly path: 'id' | 'userName';
  /** In the form in which such names are compared. */
  readonly value: string;
}

/** The one name by which the criteria ask for an agent, where they ask for nothing else. No two agents share one. */
export function agentNamedBy(criteria: Criteria): AgentName | undefined {
  const [only, ...others] = conjuncts(criteria);
  if (only?.kind !== 'compare' || only.operator !== 'equals' || others.length > 0) return undefined;
  const { path, affixes } = only.field;
  if ((path !== 'id' && path !== 'userName') || affixes !== undefined) return undefined;
  const value = comparable(only.field, only.value);
  return typeof value === 'string' ? { path, value } : undefined;
}
