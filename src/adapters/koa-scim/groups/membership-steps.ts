import type { Provisioning } from '../../../application/index.ts';
import type { ListPosition } from '../../../application/ports/list-page.ts';
import { type Criteria, equals } from '../../../criteria/criteria.ts';
import type { JsonValue } from '../../../criteria/json.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import type { MembershipStep } from '../../../domain/group/membership.ts';
import { type AgentId, agentId, type GroupId } from '../../../domain/shared/identifiers.ts';
import { elementPredicate } from '../../../scim/filter/element-predicate.ts';
import type { Attribute } from '../../../scim/schema/attribute.ts';
import { findAttribute, wholeResource } from '../../../scim/schema/find-attribute.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { userType } from '../schemas/user-type.ts';
import type { ScimState } from '../scim-context.ts';
import { locationOf } from '../stored-resource.ts';
import type { MemberStep } from './member-operations.ts';

type UseCases = Pick<Provisioning, 'listAgents'>;

/** A PATCH's changes of `members` as steps that name agents. */
export async function membershipSteps(
  useCases: UseCases,
  state: ScimState,
  id: GroupId,
  type: ResourceType,
  steps: readonly MemberStep[],
): Promise<readonly MembershipStep[]> {
  const named: MembershipStep[] = [];
  for (const step of steps) {
    if (step.kind === 'clear') named.push(step);
    else if (step.kind === 'removeWhere')
      named.push({
        kind: 'remove',
        ids: await membersWhere(useCases, state, id, elementPredicate(step.filter, membersOf(type))),
      });
    else named.push({ kind: step.kind, ids: step.values.map(agentId) });
  }
  return named;
}

/** Whom a filter selects that does not name them: no client is known to send one, so all members are looked at. */
async function membersWhere(
  { listAgents }: UseCases,
  { caller, baseUrl }: ScimState,
  id: GroupId,
  holds: (member: JsonValue) => boolean,
): Promise<readonly AgentId[]> {
  const criteria: Criteria = equals(agentFields.groupId, id);
  const ids: AgentId[] = [];
  let from: ListPosition | 'beginning' | undefined = 'beginning';
  while (from !== undefined) {
    const listing = { criteria, from, limit: 1000, withTotal: false, withGroups: false };
    const page: Awaited<ReturnType<typeof listAgents.execute>> = await listAgents.execute(caller, listing);
    for (const { agent } of page.resources) {
      const { id: value, userName: display } = agent.state;
      const $ref = locationOf(userType, value, baseUrl);
      const element = { value, display, type: userType.name, $ref };
      if (holds(element)) ids.push(value);
    }
    from = page.next;
  }
  return ids;
}

function membersOf(type: ResourceType): Attribute {
  const members = findAttribute(wholeResource(type), 'members');
  if (members === undefined) throw new Error(`Resources of the type ${type.name} have no members.`);
  return members;
}
