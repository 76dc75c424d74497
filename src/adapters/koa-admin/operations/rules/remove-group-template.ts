import { operation } from '../../operation.ts';

export const removeGroupTemplate = operation({
  method: 'delete',
  path: '/group-templates/:id',
  useCase: 'removeGroupTemplate',
  area: 'Rules',
  summary: 'End a template, and with it the groups that it made',
});
