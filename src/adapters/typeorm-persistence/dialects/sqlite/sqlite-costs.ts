import type { WorkCosts } from '../../schema-changes/work-costs.ts';

/** A migration is one transaction, and SQLite has one writer at a time. Whoever reads waits for nothing. Measured with 300,000 rows. */
export const sqliteCosts: WorkCosts = {
  makesTable: { wait: 'moment' },
  addsColumn: { wait: 'moment' },
  widensColumn: { wait: 'nothing' },
  renamesColumn: { wait: 'moment' },
  dropsColumn: { wait: 'writes', rowsPerSecond: 150_000 },
  addsIndex: { wait: 'writes', rowsPerSecond: 200_000 },
  writesRows: { wait: 'writes', rowsPerSecond: 50_000 },
  copiesTable: { wait: 'writes', rowsPerSecond: 100_000 },
  dropsTable: { wait: 'moment' },
};
