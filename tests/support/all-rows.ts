import { administer, type DatabaseProduct } from './databases.ts';

/** The tables of a database. */
async function tablesOf(url: string, { name }: DatabaseProduct): Promise<readonly string[]> {
  const sql =
    name === 'SQLite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
  return ((await administer(url, sql)) as { name: string }[]).map((row) => row.name);
}

/** All rows of each table of a database, as JSON and in no order of theirs. */
export async function allRows(
  url: string,
  product: DatabaseProduct,
  replacer?: (key: string, value: unknown) => unknown,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = new Map<string, readonly string[]>();
  for (const table of await tablesOf(url, product)) {
    const all = (await administer(url, `SELECT * FROM ${table}`)) as Record<string, unknown>[];
    rows.set(table, all.map((row) => JSON.stringify(row, replacer)).toSorted());
  }
  return rows;
}
