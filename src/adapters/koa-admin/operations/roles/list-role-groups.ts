import { RoleGroupAnswer, showRoleGroup } from '../../answers/role-answers.ts';
import { listOperation } from '../../operation.ts';

export const listRoleGroups = listOperation({
  method: 'get',
  path: '/role-groups',
  useCase: 'listRoleGroups',
  area: 'Roles',
  summary: 'List the groups whose members have a role by belonging to them',
  item: RoleGroupAnswer,
  show: (groups) => ({ items: groups.map(showRoleGroup) }),
});
