import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import type { AccountSession } from '../account-verb.ts';
import { writeOut } from '../output.ts';
import { Progress } from '../progress.ts';

/** Writes what verifies without the database, and says what it covers. */
export async function exportProofs(
  { application, caller }: AccountSession,
  filter: AuditLogFilter,
): Promise<void> {
  let end = 0;
  const progress = new Progress((reached) => `At position ${reached} of ${end} …`);
  const report = (position: number, last: number) => {
    end = last;
    // Entries on the same terminal tell it themselves.
    if (!process.stdout.isTTY) progress.report(position);
  };
  try {
    const { entries, size } = await application.proveAuditLog(caller, { ...filter, write: writeOut, report });
    progress.end();
    process.stderr.write(
      `${entries} entries up to position ${size}. To verify them: rollcall audit verify --export FILE --public-key FILE\n`,
    );
  } finally {
    progress.end();
  }
}
