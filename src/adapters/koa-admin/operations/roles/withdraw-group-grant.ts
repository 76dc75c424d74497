import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';

export const withdrawGroupGrant = operation({
  method: 'delete',
  path: '/groups/:id/grants/:agentId',
  useCase: 'withdrawGroupGrant',
  area: 'Roles',
  summary: 'Take a grant back',
  answer: GroupAnswer,
  show: showGroup,
});
