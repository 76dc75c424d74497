import { defineUseCase } from '../use-case/use-case.ts';

/**
 * Seals what was committed, of all accounts, and writes checkpoints down outside of the database where they are not there yet.
 *
 * Answers how many entries are sealed.
 */
export const sealAuditLog = defineUseCase({
  name: 'SealAuditLog',
  permission: 'auditLog:seal',
  kind: 'crossesAccounts',
  run: async (_unitOfWork, _requester, _, { auditSeal }): Promise<number> => {
    const sealed = await auditSeal.seal();
    await auditSeal.deliver();
    return sealed;
  },
});
