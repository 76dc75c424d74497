import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';

export const grantGroup = operation({
  method: 'put',
  path: '/groups/:id/grants/:agentId',
  useCase: 'grantGroup',
  area: 'Roles',
  summary: 'Let a limited administrator say who belongs to a group',
  answer: GroupAnswer,
  show: showGroup,
});
