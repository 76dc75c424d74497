import type {
  PlannedMigration,
  PlannedTable,
  TableWait,
} from '../../../application/ports/planned-migration.ts';
import type { DescribedMigration, TableWork } from './schema-change.ts';
import type { WorkCosts } from './work-costs.ts';

/** The shortest first. */
const waits: readonly TableWait[] = ['nothing', 'moment', 'rows', 'writes'];

/** @param rows - of the tables that are there, by name. */
export const plannedChange = (
  { name, change: { does, tables, unreadSince } }: Pick<DescribedMigration, 'name' | 'change'>,
  rows: ReadonlyMap<string, number>,
  costs: WorkCosts,
): PlannedMigration => ({
  ...{ name, does, oldestRelease: unreadSince },
  tables: Object.entries(tables).map(([table, works]) =>
    plannedTable(table, works, rows.get(table) ?? 0, costs),
  ),
});

function plannedTable(
  name: string,
  works: readonly TableWork[],
  rows: number,
  costs: WorkCosts,
): PlannedTable {
  const each = works.map((work) => costs[work]);
  const longest = Math.max(...each.map(({ wait }) => waits.indexOf(wait)));
  const seconds = each.reduce((sum, { rowsPerSecond = Infinity }) => sum + rows / rowsPerSecond, 0);
  return { name, rows, wait: waits[longest] ?? 'writes', seconds: Math.ceil(seconds) };
}
