import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { BenchDatabase, BenchServer, Value } from './bench-database.ts';

/** Files in a folder of their own on the disk of the repository: what is temporary may lie in memory. */
export function makeSqliteFiles(): BenchServer {
  mkdirSync('bench-results', { recursive: true });
  const folder = mkdtempSync('bench-results/sqlite-');
  return {
    name: 'sqlite',
    rollcall: databaseIn(`${folder}/rollcall.db`),
    bare: databaseIn(`${folder}/bare.db`),
    position: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    durability: async () => ({ journal_mode: 'WAL', synchronous: 'FULL' }),
    stop: async () => rmSync(folder, { recursive: true }),
  };
}

export function databaseIn(file: string): BenchDatabase {
  const opened = <Result>(work: (database: Database.Database) => Result): Result => {
    const database = new Database(file);
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  return {
    url: `sqlite:${file}`,
    run: async (sql) => {
      opened((database) => database.exec(sql));
    },
    fill: async (work) => {
      const database = new Database(file);
      try {
        database.pragma('synchronous = OFF');
        await work(async (sql) => {
          database.exec(sql);
        });
      } finally {
        database.close();
      }
    },
    rows: async (sql) => opened((database) => database.prepare<[], Record<string, Value>>(sql).all()),
    insert: async (table, columns, rows) =>
      opened((database) => {
        const places = columns.map(() => '?').join(', ');
        const statement = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
        database.transaction(() => {
          for (const row of rows) statement.run(row);
        })();
      }),
  };
}
