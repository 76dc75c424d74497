import { foldCase } from '../shared/fold-case.ts';
import type { Agent } from './agent.ts';
import type { AgentCriteria, AgentField } from './agent-criteria.ts';

/** What criteria mean: whether the agent satisfies them. */
export function matchAgent(agent: Agent, criteria: AgentCriteria): boolean {
  switch (criteria.kind) {
    case 'equals':
      return valuesOf(agent, criteria.field).includes(comparable(criteria.field, criteria.value));
    case 'all':
      return criteria.of.every((part) => matchAgent(agent, part));
    case 'any':
      return criteria.of.some((part) => matchAgent(agent, part));
    case 'not':
      return !matchAgent(agent, criteria.of);
  }
}

/** The form in which a field's values are compared. */
export function comparable(field: AgentField, value: string | boolean): string | boolean {
  return typeof value === 'string' && (field === 'userName' || field === 'emails.value')
    ? foldCase(value)
    : value;
}

function valuesOf(agent: Agent, field: AgentField): readonly (string | boolean | undefined)[] {
  const { id, externalId, userName, emails } = agent.state;
  switch (field) {
    case 'id':
      return [id];
    case 'externalId':
      return [externalId];
    case 'userName':
      return [foldCase(userName)];
    case 'emails.value':
      return emails.map((email) => foldCase(email.value));
    case 'active':
      return [agent.active];
  }
}
