import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';
import { MemberRequest } from '../../request/member-request.ts';

export const addGroupMember = operation({
  method: 'put',
  path: '/groups/:id/members/:agentId',
  useCase: 'reviseGroup',
  area: 'Groups',
  summary: 'Have an agent belong to a group whose members are named',
  request: MemberRequest,
  inputOf: ({ id, agentId }) => ({
    id,
    withMembers: false,
    revise: (current) => ({
      desired: current.desired(),
      membership: [{ kind: 'add', ids: [agentId] }],
    }),
  }),
  answer: GroupAnswer,
  show: ({ group }) => showGroup(group),
});
