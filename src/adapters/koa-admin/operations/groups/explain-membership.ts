import { MembershipAnswer, showMembership } from '../../answers/membership-answer.ts';
import { operation } from '../../operation.ts';
import { MemberRequest } from '../../request/member-request.ts';

export const explainMembership = operation({
  method: 'get',
  path: '/groups/:id/members/:agentId',
  useCase: 'explainMembership',
  area: 'Groups',
  summary: 'Tell whether an agent belongs to a group, and why',
  request: MemberRequest,
  inputOf: ({ id: groupId, agentId }) => ({ groupId, agentId }),
  answer: MembershipAnswer,
  show: showMembership,
});
