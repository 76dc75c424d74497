import { MembershipAnswer, showMembership } from '../../answers/membership-answer.ts';
import { listOperation } from '../../operation.ts';

export const explainGroupsOfAgent = listOperation({
  method: 'get',
  path: '/agents/:id/groups',
  useCase: 'explainGroupsOfAgent',
  area: 'Agents',
  summary: 'Tell to which groups an agent belongs, and why',
  item: MembershipAnswer,
  show: (memberships) => ({ items: memberships.map(showMembership) }),
});
