import { eventOperation } from '../../operation.ts';

export const watchAuditLog = eventOperation({
  method: 'get',
  path: '/audit-log/stream',
  useCase: 'readAuditLog',
  area: 'Audit log',
  summary: 'Be told as soon as something happens',
});
