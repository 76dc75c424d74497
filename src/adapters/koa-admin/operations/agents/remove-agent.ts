import { operation } from '../../operation.ts';

export const removeAgent = operation({
  method: 'delete',
  path: '/agents/:id',
  useCase: 'removeAgent',
  area: 'Agents',
  summary: 'Remove an agent for good; the audit log keeps what it had',
});
