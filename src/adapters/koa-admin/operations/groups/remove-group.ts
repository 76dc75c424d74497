import { operation } from '../../operation.ts';

export const removeGroup = operation({
  method: 'delete',
  path: '/groups/:id',
  useCase: 'removeGroup',
  area: 'Groups',
  summary: 'Remove a group; its members stay agents',
});
