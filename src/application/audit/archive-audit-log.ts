import type { Account } from '../../domain/account/account.ts';
import { type Instant, instantOf, instantPlus } from '../../domain/shared/instant.ts';
import { changeAccount } from '../accounts/account/change-account.ts';
import { defineUseCase } from '../use-case/use-case.ts';

const dayMilliseconds = 86_400_000;
/** Whoever reads the past when a file is told of has ended by then, and operators have a copy of it. */
const prunedBehindMilliseconds = 3_600_000;

export interface ArchivedAuditLog {
  /** Entries that are in a file. */
  readonly archived: number;
  /** Entries that have left the database. */
  readonly pruned: number;
}

/**
 * Writes entries that are older than their accounts keep them to files of the archive, whole days at a time, and takes those out of the
 * database that were archived an hour ago or earlier. An account that does not say how long it keeps them keeps all.
 *
 * One account whose archive fails keeps no other from being archived.
 *
 * @throws ArchiveFailed, SealFailed: the first of them.
 */
export const archiveAuditLog = defineUseCase({
  name: 'ArchiveAuditLog',
  permission: 'auditLog:seal',
  kind: 'crossesAccounts',
  run: async (unitOfWork, requester, _, context): Promise<ArchivedAuditLog> => {
    const { accounts, auditArchive, auditSeal, at, isDryRun } = context;
    const [failures, counts] = [[] as unknown[], { archived: 0, pruned: 0 }];
    const archive = async ({ state: { id, auditLogArchive } }: Account, days: number) => {
      counts.pruned += await auditArchive.prune(id, instantPlus(at, -prunedBehindMilliseconds));
      const before = beginOfDay(instantPlus(at, -days * dayMilliseconds));
      if (auditLogArchive !== undefined && before <= auditLogArchive.before) return;
      await auditSeal.seal();
      const file = await auditArchive.write(id, auditLogArchive?.upTo ?? 0, before);
      if (file === undefined) return;
      const caller = { ...requester, accountId: id };
      await unitOfWork.transact(caller, (scope) =>
        changeAccount(scope, caller, (account) => account.archiveAuditLog(file, at)),
      );
      counts.archived += file.entries;
    };
    for (const account of isDryRun ? [] : await accounts.listAccounts()) {
      const { auditLogDaysKept: days } = account.state;
      if (days === undefined) continue;
      await archive(account, days).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
    return counts;
  },
});

const beginOfDay = (instant: Instant): Instant =>
  instantOf(new Date(Math.floor(Date.parse(instant) / dayMilliseconds) * dayMilliseconds));
