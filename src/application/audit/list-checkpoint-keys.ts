import type { CheckpointKey } from '../ports/audit-seal.ts';
import { defineUseCase } from '../use-case/use-case.ts';

/** The keys by which checkpoints of the audit log are verified, the oldest first. */
export const listCheckpointKeys = defineUseCase({
  name: 'ListCheckpointKeys',
  permission: 'auditLog:read',
  kind: 'ownTransactions',
  inClosedAccount: true,
  run: (_unitOfWork, _caller, _, { auditSeal }): Promise<readonly CheckpointKey[]> => auditSeal.keys(),
});
