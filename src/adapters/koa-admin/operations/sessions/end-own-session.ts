import { operation } from '../../operation.ts';

export const endOwnSession = operation({
  method: 'delete',
  path: '/own-sessions/:id',
  useCase: 'endOwnSession',
  area: 'Sessions',
  summary: 'End a session of the person who asks',
});
