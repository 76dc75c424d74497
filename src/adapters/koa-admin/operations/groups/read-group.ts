import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';
import { GroupRequest } from '../../request/group-request.ts';

export const readGroup = operation({
  method: 'get',
  path: '/groups/:id',
  useCase: 'readGroup',
  area: 'Groups',
  summary: 'Read a group',
  request: GroupRequest,
  inputOf: ({ id }) => ({ id, withMembers: false }),
  answer: GroupAnswer,
  show: ({ group }) => showGroup(group),
});
