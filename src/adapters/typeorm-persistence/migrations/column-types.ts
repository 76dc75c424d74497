import type { QueryRunner } from 'typeorm';

/** What differs between the databases in how a table is written down. */
export interface ColumnTypes {
  /** A number that the database gives out, each greater than those before. */
  readonly position: string;
  /** The database's own time when the row was written, in UTC. */
  readonly writtenAt: string;
  readonly json: string;
  readonly longText: string;
  /** Follows the columns of a table. */
  readonly table: string;
  /** Indexes as a part of CREATE TABLE, where the database has that; by name, and the columns. */
  indexesIn(indexes: Readonly<Record<string, string>>): string;
  /** The same as statements of their own, where it does not. */
  indexesAfter(table: string, indexes: Readonly<Record<string, string>>): string[];
}

/** By what the server says of itself: MariaDB is often reached by a `mysql://` URL. */
export async function columnTypesOf(runner: QueryRunner): Promise<ColumnTypes> {
  if (runner.connection.options.type === 'better-sqlite3') return sqlite;
  const [row] = (await runner.query('SELECT VERSION() AS version')) as { version: string }[];
  // Texts are compared byte by byte, trailing spaces included; the databases name such a collation differently.
  return mysql(/mariadb/i.test(row?.version ?? '') ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin');
}

const mysql = (collation: string): ColumnTypes => ({
  position: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
  writtenAt: 'DATETIME(3) NOT NULL DEFAULT (UTC_TIMESTAMP(3))',
  json: 'JSON',
  longText: 'LONGTEXT',
  table: ` ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation}`,
  indexesIn: (indexes) =>
    Object.entries(indexes)
      .map(([name, columns]) => `,\n    INDEX ${name} (${columns})`)
      .join(''),
  indexesAfter: () => [],
});

const sqlite: ColumnTypes = {
  position: 'INTEGER PRIMARY KEY AUTOINCREMENT',
  writtenAt: "VARCHAR(24) NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
  json: 'TEXT',
  longText: 'TEXT',
  table: '',
  indexesIn: () => '',
  indexesAfter: (on, indexes) =>
    Object.entries(indexes).map(
      ([name, columns]) => `CREATE INDEX IF NOT EXISTS ${name} ON ${on} (${columns})`,
    ),
};
