import { type AttributeValues, addValue, type ElementValue } from '../../criteria/attribute-values.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import type { JsonObject } from '../../criteria/json.ts';
import type { Agent } from './agent.ts';

interface AgentInGroups {
  readonly agent: Agent;
  /** The groups that it belongs to, where they are asked about as well. */
  readonly groups?: readonly { readonly id: string; readonly displayName: string; readonly kind: string }[];
}

/**
 * What can be asked about an agent; see `agent-fields`.
 *
 * @param asked - the attributes whose values are wanted, by their names; all, where it is not given.
 */
export function agentValues({ agent, groups = [] }: AgentInGroups, asked?: AskedAttributes): AttributeValues {
  const { id, userName, externalId, version, createdAt, lastModifiedAt } = agent.state;
  const values = directoryValues(agent, asked);
  addAsked(values, asked, {
    ...{ id, userName, externalId, active: agent.active },
    meta: { created: createdAt, lastModified: lastModifiedAt, version: String(version) },
    groups: groups.map(({ id: value, displayName: display, kind }) => ({ value, display, kind })),
  });
  return values;
}

/** What the directory says of the person. Ids and times are no part of it: they are columns, and no rows of the value index. */
export function directoryValues(agent: Agent, asked?: AskedAttributes): Map<string, ElementValue[]> {
  const { displayName, name, emails, profile, directory } = agent.state;
  const values = new Map<string, ElementValue[]>();
  addAsked(values, asked, directory);
  addAsked(values, asked, { displayName, name, emails });
  if (asked?.has('profile') === false) return values;
  // Names of custom attributes are matched regardless of case.
  for (const custom of Object.keys(profile)) addValue(values, foldCase(custom), profile[custom], 'profile.');
  return values;
}

type AskedAttributes = ReadonlySet<string>;

function addAsked(
  into: Map<string, ElementValue[]>,
  asked: AskedAttributes | undefined,
  attributes: JsonObject,
): void {
  for (const name of Object.keys(attributes))
    if (asked === undefined || asked.has(name)) addValue(into, name, attributes[name], '');
}
