import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entryColumns } from '../../src/adapters/audit-log/journal-row.ts';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { columnsOf } from '../../src/adapters/typeorm-persistence/entities/column-lists.ts';
import { journalEntity } from '../../src/adapters/typeorm-persistence/entities/journal-entity.ts';
import { onEachDatabase, onEachServer } from '../support/databases.ts';

function migratedOn(product: { freshUrl(): Promise<string> }): () => DataSource {
  let dataSource: DataSource;
  beforeAll(async () => {
    dataSource = await dataSourceOf(await product.freshUrl()).initialize();
    await dataSource.runMigrations();
  });
  afterAll(() => dataSource.destroy());
  return () => dataSource;
}

const tablesIn = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  server: 'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
};

/** Of keys as well as of indexes. */
const indexColumnsIn = {
  sqlite:
    "SELECT m.tbl_name AS tab, m.name AS ind, i.name AS col FROM sqlite_master AS m JOIN pragma_index_info(m.name) AS i WHERE m.type = 'index' ORDER BY m.tbl_name, m.name, i.seqno",
  server:
    'SELECT TABLE_NAME AS tab, INDEX_NAME AS ind, COLUMN_NAME AS col FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX',
};

interface IndexColumn {
  readonly tab: string;
  readonly ind: string;
  readonly col: string;
}

onEachDatabase('entities', (product) => {
  const migrated = migratedOn(product);
  const kind = product.name === 'SQLite' ? 'sqlite' : 'server';

  test('leave the schema builder nothing to change after the migrations', async () => {
    const { upQueries } = await migrated().driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test('stand for every table but that of the migrations', async () => {
    const stored: { name: string }[] = await migrated().query(tablesIn[kind]);
    const declared = migrated().entityMetadatas.map(({ tableName }) => tableName);
    expect(stored.map(({ name }) => name).sort()).toEqual([...declared, 'migrations'].sort());
  });

  // The schema builder compares which columns an index has, not in which order.
  test('name the columns of keys and indexes in the order that the database has', async () => {
    const stored: IndexColumn[] = await migrated().query(indexColumnsIn[kind]);
    const byIndex = Map.groupBy(stored, ({ tab, ind }) => `${tab}.${ind}`);
    const found = [...byIndex.values()].map(
      (columns) => `${columns[0]?.tab}(${columns.map(({ col }) => col)})`,
    );
    const declared = migrated().entityMetadatas.flatMap(({ tableName, primaryColumns, uniques, indices }) =>
      [primaryColumns, ...[...uniques, ...indices].map(({ columns }) => columns)].map(
        (columns) => `${tableName}(${columns.map(({ databaseName }) => databaseName)})`,
      ),
    );
    // What SQLite keeps the rows by has no index, and the migrations' table no entity.
    const ofTheSeal = [
      'seal_checkpoints(size)',
      'seal_keys(number)',
      'seal_log(one)',
      'sealed_entries(position)',
    ];
    const others = [
      'journal(id)',
      'journal_order(one)',
      'journal_indexed(one)',
      'migrations(id)',
      'schema_readers(one)',
      ...ofTheSeal,
    ];
    const compared = (indexes: string[]) => indexes.filter((index) => !others.includes(index)).sort();
    expect(compared(declared)).toEqual(compared(found));
  });
});

interface StoredText {
  readonly place: string;
  readonly collation: string;
}

onEachServer('entities', (product) => {
  const migrated = migratedOn(product);

  // Nor does it compare collations.
  test('name the collation by which the database compares each text', async () => {
    const stored: StoredText[] = await migrated().query(
      "SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME) AS place, COLLATION_NAME AS collation FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME <> 'migrations' AND COLLATION_NAME IS NOT NULL ORDER BY place",
    );
    const json =
      product.name === 'MariaDB'
        ? [
            ...['agents.attributes', 'group_templates.field', 'sso_connections.settings'],
            ...['agent_jobs.agents', 'agent_jobs.asker', 'agent_jobs.refused'],
          ]
        : [];
    const collations = stored
      .filter(({ place }) => !json.includes(place))
      .map(({ place, collation }) => [place, collation]);
    const declared = migrated().entityMetadatas.flatMap(({ tableName, columns }) =>
      columns.flatMap(({ databaseName, collation }) =>
        collation ? [[`${tableName}.${databaseName}`, collation]] : [],
      ),
    );
    expect(declared.length).toBeGreaterThan(0);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(collations));
  });
});

test('the audit log, which may not import it, names the columns of the journal as the entity does', () => {
  expect(['id', ...entryColumns.split(', ')]).toEqual(columnsOf(journalEntity, 'written_at', 'position'));
});
