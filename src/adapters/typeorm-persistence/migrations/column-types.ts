import type { QueryRunner } from 'typeorm';

/** What differs between the databases in how a table is written down. */
export interface ColumnTypes {
  /** A number that the database gives out, each greater than those before. */
  readonly position: string;
  readonly json: string;
  readonly longText: string;
  /** Follows the columns of a table. */
  readonly table: string;
  /** An index as a part of CREATE TABLE, where the database has that. */
  indexIn(name: string, columns: string): string;
  /** The same as a statement of its own, where it does not. */
  indexAfter(name: string, on: string): string[];
}

export async function columnTypesOf(runner: QueryRunner): Promise<ColumnTypes> {
  switch (runner.connection.options.type) {
    // Texts are compared byte by byte, trailing spaces included; the databases name such a collation differently.
    case 'mysql':
      return mysql('utf8mb4_0900_bin');
    case 'mariadb':
      return mysql('utf8mb4_nopad_bin');
    default:
      return sqlite;
  }
}

const mysql = (collation: string): ColumnTypes => ({
  position: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
  json: 'JSON',
  longText: 'LONGTEXT',
  table: ` ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation}`,
  indexIn: (name, columns) => `,\n    INDEX ${name} (${columns})`,
  indexAfter: () => [],
});

const sqlite: ColumnTypes = {
  position: 'INTEGER PRIMARY KEY AUTOINCREMENT',
  json: 'TEXT',
  longText: 'TEXT',
  table: '',
  indexIn: () => '',
  indexAfter: (name, on) => [`CREATE INDEX IF NOT EXISTS ${name} ON ${on}`],
};
