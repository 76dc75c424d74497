import type { Application } from '../../../application/application.ts';
import type { ListPosition } from '../../../application/ports/list-page.ts';
import { type Criteria, equals } from '../../../criteria/criteria.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import type { MembershipStep } from '../../../domain/group/membership.ts';
import { type AgentId, agentId, type GroupId } from '../../../domain/shared/identifiers.ts';
import type { Filter } from '../../../scim/filter/filter.ts';
import { filterPredicate } from '../../../scim/filter/match-filter.ts';
import type { MemberStep } from '../../../scim/patch/member-operations.ts';
import { findAttribute, wholeResource } from '../../../scim/schema/find-attribute.ts';
import { groupResourceType } from '../../../scim/schema/group-resource-type.ts';
import type { ScimState } from '../scim-context.ts';

type UseCases = Pick<Application, 'listAgents'>;

/** A PATCH's changes of `members` as steps that name agents. */
export async function membershipSteps(
  useCases: UseCases,
  state: ScimState,
  id: GroupId,
  steps: readonly MemberStep[],
): Promise<readonly MembershipStep[]> {
  const named: MembershipStep[] = [];
  for (const step of steps) {
    if (step.kind === 'clear') named.push(step);
    else if (step.kind === 'removeWhere')
      named.push({ kind: 'remove', ids: await membersWhere(useCases, state, id, step.filter) });
    else named.push({ kind: step.kind, ids: step.values.map(agentId) });
  }
  return named;
}

/** Whom a filter selects that does not name them: no client is known to send one, so all members are looked at. */
async function membersWhere(
  { listAgents }: UseCases,
  { caller, baseUrl }: ScimState,
  id: GroupId,
  filter: Filter,
): Promise<readonly AgentId[]> {
  const members = findAttribute(wholeResource(groupResourceType), 'members');
  if (members === undefined) return [];
  const holds = filterPredicate(filter, members);
  const criteria: Criteria = equals(agentFields.groupId, id);
  const ids: AgentId[] = [];
  let from: ListPosition | 'beginning' | undefined = 'beginning';
  while (from !== undefined) {
    const listing = { criteria, from, limit: 1000, withTotal: false, withGroups: false };
    const page: Awaited<ReturnType<typeof listAgents>> = await listAgents(caller, listing);
    for (const { agent } of page.resources) {
      const { id: value, userName: display } = agent.state;
      const element = { value, display, type: 'User', $ref: `${baseUrl}/Users/${value}` };
      if (holds(element)) ids.push(value);
    }
    from = page.next;
  }
  return ids;
}
