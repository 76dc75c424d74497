import type { SealState } from '../ports/audit-seal.ts';
import { defineUseCase } from '../use-case/use-case.ts';

/** How far the audit log of all accounts is sealed. */
export const describeSeal = defineUseCase({
  name: 'DescribeSeal',
  permission: 'auditLog:seal',
  kind: 'crossesAccounts',
  run: (_unitOfWork, _requester, _, { auditSeal }): Promise<SealState> => auditSeal.state(),
});
