import { IsFunction } from '../input/is-function.ts';
import { Optional } from '../input/optional.ts';
import { entriesPerPageMax } from '../ports/event-feed.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AuditLogFilter } from './filter/audit-log-filter.ts';

export class AuditLogProof extends AuditLogFilter {
  /** Is given the text, piece by piece, and waited for. */
  @IsFunction()
  readonly write!: (text: string) => Promise<void>;

  /** Is told up to which position entries were written, and which is the last. */
  @Optional()
  @IsFunction()
  readonly report?: (position: number, last: number) => void;
}

/**
 * Writes the account's audit log, or those entries that were asked for, so that it verifies without the database: with salts,
 * inclusion proofs and the checkpoint that is made for it. Where nothing is asked for, the leaves of other accounts come with it,
 * which tell nothing of these, so that no entry can be kept back.
 *
 * Answers how many entries it has, and the last position that it covers.
 *
 * @throws SealFailed where the log cannot be sealed.
 */
export const proveAuditLog = defineUseCase({
  name: 'ProveAuditLog',
  permission: 'auditLog:read',
  kind: 'ownTransactions',
  onlyReads: true,
  readsJournal: () => true,
  inClosedAccount: true,
  input: AuditLogProof,
  run: async (unitOfWork, caller, { write, report, ...filter }, { auditSeal, exportWriter }) => {
    await auditSeal.seal();
    const isComplete = Object.values(filter).every((wanted) => wanted === undefined);
    const { size, head, linesOf, end } = await exportWriter.begin(caller.accountId, isComplete);
    await write(head);
    let entries = 0;
    for (let after = 0; after < size; ) {
      const page = await unitOfWork.read(caller, ({ journal }) =>
        journal.after(after, entriesPerPageMax, filter),
      );
      const until = page.next <= after ? size : Math.min(page.next, size);
      const covered = page.entries.filter(({ position }) => position <= until);
      await write(await linesOf(covered, after, until));
      entries += covered.length;
      report?.(until, size);
      after = until;
    }
    await write(end());
    return { entries, size };
  },
});
