import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';

export const withdrawRoleFromGroup = operation({
  method: 'delete',
  path: '/groups/:id/role',
  useCase: 'withdrawRoleFromGroup',
  area: 'Roles',
  summary: 'End that the members of a group have a role by it',
  answer: GroupAnswer,
  show: showGroup,
});
