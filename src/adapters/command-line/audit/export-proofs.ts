import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import type { AccountSession } from '../account-verb.ts';
import { Progress } from '../progress.ts';

/** Writes what verifies without the database, and says what it covers. */
export async function exportProofs(
  { application, caller }: AccountSession,
  filter: AuditLogFilter,
  write: (text: string) => Promise<void>,
  tellsProgress: boolean,
): Promise<void> {
  let end = 0;
  const progress = new Progress((reached) => `At position ${reached} of ${end} …`);
  const report = (position: number, last: number) => {
    end = last;
    if (tellsProgress) progress.report(position);
  };
  try {
    const { entries, size } = await application.proveAuditLog(caller, { ...filter, write, report });
    progress.end();
    process.stderr.write(
      `${entries} entries up to position ${size}. To verify them: rollcall audit verify --export FILE --public-key FILE\n`,
    );
  } finally {
    progress.end();
  }
}
