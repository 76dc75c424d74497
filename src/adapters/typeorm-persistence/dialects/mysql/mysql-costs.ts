import type { WorkCosts } from '../../schema-changes/work-costs.ts';

/**
 * MySQL 8.4 and MariaDB 10.11 change columns by their catalogue alone (ALGORITHM=INSTANT), and build indexes while others write
 * (ALGORITHM=INPLACE, LOCK=NONE). Measured with 200,000 entries of the audit log.
 */
export const mysqlCosts: WorkCosts = {
  makesTable: { wait: 'nothing' },
  addsColumn: { wait: 'moment' },
  widensColumn: { wait: 'moment' },
  renamesColumn: { wait: 'moment' },
  dropsColumn: { wait: 'moment' },
  addsIndex: { wait: 'moment', rowsPerSecond: 60_000 },
  writesRows: { wait: 'rows', rowsPerSecond: 5_000 },
  copiesTable: { wait: 'writes', rowsPerSecond: 10_000 },
  dropsTable: { wait: 'moment' },
};
