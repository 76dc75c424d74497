import { OwnerAnswer, showOwner } from '../../answers/role-answers.ts';
import { listOperation } from '../../operation.ts';

export const listOwners = listOperation({
  method: 'get',
  path: '/owners',
  useCase: 'listOwners',
  area: 'Roles',
  summary: 'List who owns the account',
  item: OwnerAnswer,
  show: (owners) => ({ items: owners.map(showOwner) }),
});
