import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';
import { MemberRequest } from '../../request/member-request.ts';

export const removeGroupMember = operation({
  method: 'delete',
  path: '/groups/:id/members/:agentId',
  useCase: 'reviseGroup',
  area: 'Groups',
  summary: 'End that an agent belongs to a group whose members are named',
  request: MemberRequest,
  inputOf: ({ id, agentId }) => ({
    id,
    withMembers: false,
    revise: (current) => ({
      desired: current.desired(),
      membership: [{ kind: 'remove', ids: [agentId] }],
    }),
  }),
  answer: GroupAnswer,
  show: ({ group }) => showGroup(group),
});
