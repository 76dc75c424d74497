import { hash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { freshFolder } from './installation.ts';

/**
 * Every file and folder below, with what is in it. Of what shares memory (`-shm`) only that it is there: it is no part of a
 * database, and whoever opens a log that was left writes it anew.
 */
const contentOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
      const path = `${folder}/${name}`;
      if (statSync(path).isDirectory()) return [name, 'a folder'];
      return [name, name.endsWith('-shm') ? 'shared memory' : hash('sha256', readFileSync(path))];
    }),
  );

interface Made {
  readonly tables?: readonly string[];
  readonly journal?: 'DELETE' | 'WAL';
  /** The program that wrote it was killed: its log is still there. */
  readonly killed?: true;
}

const anothersDatabase =
  ({ tables = ['orders'], journal = 'DELETE', killed }: Made) =>
  (file: string): void => {
    const elsewhere = `${temporaryFolder()}/made.db`;
    const database = new Database(elsewhere);
    database.pragma(`journal_mode = ${journal}`);
    for (const table of tables) database.exec(`CREATE TABLE ${table} (id INT, migration TEXT)`);
    database.exec(`INSERT INTO ${tables[0]} VALUES (1, 'AddOrders1700000000000')`);
    if (!killed) database.close();
    for (const ending of killed ? ['', '-wal', '-shm'] : [''])
      copyFileSync(elsewhere + ending, file + ending);
    database.close();
  };

const opening = [['serve'], ['migrate'], ['agent', 'list'], ['audit', 'export']];
const looking = [['migrate', '--status'], ['migrate', '--plan'], ['doctor']];

interface Situation {
  readonly make: (file: string) => void;
  readonly says: RegExp;
  readonly migrate?: 'manual';
  readonly verbs?: readonly (readonly string[])[];
}

const another = /has tables of another program \(orders\) and none of Rollcall's\. Nothing was changed/;

const situations: Readonly<Record<string, Situation>> = {
  "another program's database": { make: anothersDatabase({}), says: another },
  'the same, with migrations that are manual': {
    make: anothersDatabase({}),
    says: another,
    migrate: 'manual',
  },
  'the same with a write-ahead log': { make: anothersDatabase({ journal: 'WAL' }), says: another },
  'the same of a program that was killed': {
    make: anothersDatabase({ journal: 'WAL', killed: true }),
    says: another,
  },
  'the same with migrations of its own': {
    make: anothersDatabase({ tables: ['migrations', 'orders'] }),
    says: another,
  },
  'the same with both': {
    make: anothersDatabase({ tables: ['migrations', 'orders'], journal: 'WAL', killed: true }),
    says: another,
  },
  'a file that is no database': {
    make: (file) => writeFileSync(file, 'Minutes of the meeting. '.repeat(500)),
    says: /is no SQLite database/,
  },
  'a folder in place of the file': { make: (file) => mkdirSync(file), says: /EISDIR/ },
  'no database, with migrations that are manual': {
    make: () => {},
    says: /schema is behind|There is no database/,
    migrate: 'manual',
    verbs: opening.filter(([verb]) => verb !== 'migrate'),
  },
  'an empty database, with migrations that are manual': {
    make: (file) => writeFileSync(file, ''),
    says: /schema is behind/,
    migrate: 'manual',
    verbs: opening.filter(([verb]) => verb !== 'migrate'),
  },
};

test.each(Object.entries(situations))(
  '%s: what is refused makes nothing and changes nothing',
  async (_, { make, says, migrate = 'auto', verbs = opening }) => {
    const { folder, run } = freshFolder({ ROLLCALL_MIGRATE: migrate });
    mkdirSync(`${folder}/data`);
    make(`${folder}/data/rollcall.db`);
    const before = contentOf(folder);
    for (const verb of verbs) {
      const { code, stderr } = await run(...verb);
      expect([verb, code, stderr]).toEqual([verb, 1, expect.stringMatching(says)]);
      expect([verb, contentOf(folder)]).toEqual([verb, before]);
    }
    for (const verb of looking) {
      await run(...verb);
      expect([verb, contentOf(folder)]).toEqual([verb, before]);
    }
  },
);

test('a schema that serves newer releases only: what is refused makes nothing and changes nothing', async () => {
  const { folder, run } = freshFolder();
  await run('migrate');
  const database = new Database(`${folder}/data/rollcall.db`);
  database.exec("UPDATE schema_readers SET oldest_release = '99.0.0'");
  database.close();
  const before = contentOf(folder);
  for (const verb of [...opening, ...looking]) {
    const { stdout, stderr } = await run(...verb);
    expect([verb, contentOf(folder)]).toEqual([verb, before]);
    if (!looking.includes(verb))
      expect([stdout, stderr]).toEqual(['', expect.stringMatching(/newer version/)]);
  }
});
