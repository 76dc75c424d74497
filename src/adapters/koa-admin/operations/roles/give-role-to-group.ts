import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';

export const giveRoleToGroup = operation({
  method: 'put',
  path: '/groups/:id/role',
  useCase: 'giveRoleToGroup',
  area: 'Roles',
  summary: 'Have the members of a group have a role',
  answer: GroupAnswer,
  show: showGroup,
});
