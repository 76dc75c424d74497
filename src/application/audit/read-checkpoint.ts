import type { KeptCheckpoint } from '../ports/audit-seal.ts';
import { defineUseCase } from '../use-case/use-case.ts';

/** The last checkpoint of the audit log; none where nothing is sealed yet. It tells nothing of any account. */
export const readCheckpoint = defineUseCase({
  name: 'ReadCheckpoint',
  permission: 'auditLog:read',
  kind: 'ownTransactions',
  inClosedAccount: true,
  run: (_unitOfWork, _caller, _, { auditSeal }): Promise<KeptCheckpoint | undefined> =>
    auditSeal.checkpoint(),
});
