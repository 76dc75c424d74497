import {
  type AttributeValues,
  addValue,
  addValues,
  type ElementValue,
} from '../../criteria/attribute-values.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import type { Agent } from './agent.ts';

interface AgentInGroups {
  readonly agent: Agent;
  /** The groups that it belongs to, where they are asked about as well. */
  readonly groups?: readonly { readonly id: string; readonly displayName: string; readonly kind: string }[];
}

/** What can be asked about an agent; see `agent-fields`. */
export function agentValues({ agent, groups = [] }: AgentInGroups): AttributeValues {
  const { id, userName, externalId, version, createdAt, lastModifiedAt } = agent.state;
  const values = directoryValues(agent);
  addValues(values, {
    ...{ id, userName, externalId, active: agent.active },
    meta: { created: createdAt, lastModified: lastModifiedAt, version: String(version) },
    groups: groups.map(({ id: value, displayName: display, kind }) => ({ value, display, kind })),
  });
  return values;
}

/** What the directory says of the person. Ids and times are no part of it: they are columns, and no rows of the value index. */
export function directoryValues(agent: Agent): Map<string, ElementValue[]> {
  const { displayName, name, emails, profile, directory } = agent.state;
  const values = new Map<string, ElementValue[]>();
  addValues(values, directory);
  addValues(values, { displayName, name, emails });
  // Names of custom attributes are matched regardless of case.
  for (const name of Object.keys(profile)) addValue(values, foldCase(name), profile[name], 'profile.');
  return values;
}
