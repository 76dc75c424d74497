import type { CheckpointKey } from '../ports/audit-seal.ts';
import { defineUseCase } from '../use-case/use-case.ts';

/** Has another key sign the checkpoints of the audit log from now on. What the older ones have signed goes on verifying. */
export const rotateCheckpointKey = defineUseCase({
  name: 'RotateCheckpointKey',
  permission: 'auditLog:seal',
  kind: 'crossesAccounts',
  run: (_unitOfWork, requester, _, { auditSeal }): Promise<CheckpointKey> => auditSeal.rotateKey(requester),
});
