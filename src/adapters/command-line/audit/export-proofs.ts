import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import type { AccountSession } from '../account-verb.ts';
import { Progress } from '../progress.ts';
import { archivedText } from './archived-text.ts';

/**
 * Writes what verifies without the database, and says what it covers.
 *
 * @param tellsProgress - whether somebody at a terminal sees nothing else meanwhile.
 */
export async function exportProofs(
  session: AccountSession,
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
    const { entries, size } = await session.application.proveAuditLog(session.caller, {
      ...filter,
      write,
      report,
    });
    progress.end();
    process.stderr.write(
      `${entries} entries up to position ${size}. To verify them: rollcall audit verify --export FILE --public-key FILE\n${await archivedText(session)}`,
    );
  } finally {
    progress.end();
  }
}
