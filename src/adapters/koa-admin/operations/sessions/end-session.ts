import { operation } from '../../operation.ts';

export const endSession = operation({
  method: 'delete',
  path: '/sessions/:id',
  useCase: 'endSession',
  area: 'Sessions',
  summary: 'End a session',
});
