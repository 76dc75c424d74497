import type { TableWait } from '../../../application/ports/planned-migration.ts';
import type { TableWork } from './schema-change.ts';

interface WorkCost {
  readonly wait: TableWait;
  /** About, on two cores that have other work as well; absent where the work is as short for any number of rows. */
  readonly rowsPerSecond?: number;
}

/** What each work costs a database: how long it takes, and who waits for it. */
export type WorkCosts = Readonly<Record<TableWork, WorkCost>>;
