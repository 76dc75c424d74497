import type { Application } from '../../../application/application.ts';
import type { ListPosition } from '../../../application/ports/list-page.ts';
import { type Criteria, equals } from '../../../criteria/criteria.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import type { MembershipStep } from '../../../domain/group/membership.ts';
import { type AgentId, agentId, type GroupId } from '../../../domain/shared/identifiers.ts';
import type { ElementPredicate } from '../../../scim/filter/element-predicate.ts';
import { userType } from '../schemas/user-type.ts';
import type { ScimState } from '../scim-context.ts';
import { locationOf } from '../stored-resource.ts';
import type { MemberStep } from './member-operations.ts';

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
      named.push({ kind: 'remove', ids: await membersWhere(useCases, state, id, step.isSelected) });
    else named.push({ kind: step.kind, ids: step.values.map(agentId) });
  }
  return named;
}

/** The members that a filter selects without naming them. No client is known to send one, so all are looked at. */
async function membersWhere(
  { listAgents }: UseCases,
  { caller, baseUrl }: ScimState,
  id: GroupId,
  isSelected: ElementPredicate,
): Promise<readonly AgentId[]> {
  const criteria: Criteria = equals(agentFields.groupId, id);
  const ids: AgentId[] = [];
  let from: ListPosition | 'beginning' | undefined = 'beginning';
  while (from !== undefined) {
    const listing = { criteria, from, limit: 1000, withTotal: false, withGroups: false };
    const page: Awaited<ReturnType<typeof listAgents>> = await listAgents(caller, listing);
    for (const { agent } of page.resources) {
      const { id: value, userName: display } = agent.state;
      const $ref = locationOf(userType, value, baseUrl);
      const element = { value, display, type: userType.name, $ref };
      if (isSelected(element)) ids.push(value);
    }
    from = page.next;
  }
  return ids;
}
