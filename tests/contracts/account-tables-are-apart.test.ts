import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { sqliteDialect } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-dialect.ts';
import { accountEntity } from '../../src/adapters/typeorm-persistence/entities/account-entity.ts';
import { profileAttributeEntity } from '../../src/adapters/typeorm-persistence/entities/profile-attribute-entity.ts';
import { AccountScope } from '../../src/adapters/typeorm-persistence/scope/account-scope.ts';
import { AccountTable } from '../../src/adapters/typeorm-persistence/scope/account-table.ts';
import { type AccountId, accountId } from '../../src/domain/shared/identifiers.ts';
import { clockAt, noon } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { callerIn } from '../support/stored-agents.ts';

onEachDatabase('the table of an account', (product) => {
  let dataSource: DataSource;
  beforeAll(async () => {
    dataSource = await dataSourceOf(await product.freshUrl()).initialize();
    await dataSource.runMigrations();
  });
  afterAll(() => dataSource.destroy());

  const anAccount = (): AccountId => accountId(randomUUID());
  const attributesOf = (account: AccountId) =>
    new AccountTable(dataSource.manager, profileAttributeEntity, account, () => {});
  const accountsOf = (account: AccountId) =>
    new AccountTable(dataSource.manager, accountEntity, account, () => {});

  const attribute = (name: string) => ({ name_key: name, name, types: 1 });
  const opened = {
    name: 'Somebody',
    groups_over_scim: 0,
    accepts_undeclared: 1,
    version: 1,
    created_at: noon,
    last_modified_at: noon,
  };

  test('finds, lists, changes and deletes rows of this account only, though another has the same keys', async () => {
    const [mine, theirs] = [attributesOf(anAccount()), attributesOf(anAccount())];
    for (const name of ['b', 'a']) for (const table of [mine, theirs]) await table.insert(attribute(name));

    expect(await mine.update({ name_key: 'a' }, { renamed_to: 'c' })).toBe(1);
    expect(await mine.find({ name_key: 'a' })).toMatchObject({ renamed_to: 'c' });
    expect(await theirs.find({ name_key: 'a' })).toMatchObject({ renamed_to: null });

    await mine.delete({ name_key: 'b' });
    expect((await mine.list('name_key')).map(({ name }) => name)).toEqual(['a']);
    expect((await theirs.list('name_key')).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('has nothing of another account where this one has no such row', async () => {
    const [mine, theirs] = [attributesOf(anAccount()), attributesOf(anAccount())];
    await theirs.insert(attribute('a'));
    expect(await mine.find({ name_key: 'a' })).toBeUndefined();
    expect(await mine.find()).toBeUndefined();
    expect(await mine.list('name_key')).toEqual([]);
    expect(await mine.update({}, { renamed_to: 'c' })).toBe(0);
    await mine.delete({});
    expect(await theirs.find({ name_key: 'a' })).toMatchObject({ renamed_to: null });
  });

  test('takes the account of the caller, whatever a row or a condition says', async () => {
    const [me, them] = [anAccount(), anAccount()];
    await attributesOf(them).insert(attribute('a'));
    const forged = { account_id: them, ...attribute('b') };
    await attributesOf(me).insert(forged);
    expect((await attributesOf(me).list('name_key')).map(({ account_id }) => account_id)).toEqual([me]);
    const elsewhere: object = { account_id: them, name_key: 'a' };
    expect(await attributesOf(me).find(elsewhere)).toBeUndefined();
    await attributesOf(me).delete(elsewhere);
    expect(await attributesOf(them).find({ name_key: 'a' })).toBeDefined();
  });

  test('is the one row of the account itself where the table is that of the accounts', async () => {
    const [me, them] = [anAccount(), anAccount()];
    for (const account of [me, them]) await accountsOf(account).insert(opened);
    expect(await accountsOf(me).update({}, { name: 'Renamed' })).toBe(1);
    expect(await accountsOf(me).find()).toMatchObject({ id: me, name: 'Renamed', policy_version: 0 });
    expect(await accountsOf(them).find()).toMatchObject({ id: them, name: 'Somebody' });
  });

  test('writes nothing once the journal was appended, since its positions are given out last', async () => {
    const { manager } = dataSource;
    const unused = () => Promise.reject(new Error('No statement is written here.'));
    const connection = {
      ...{ manager, rows: unused, run: unused, write: unused },
      locksHoldOnOneNode: false,
    };
    const scope = new AccountScope(connection, sqliteDialect, callerIn(), false, clockAt(noon));
    const attributes = scope.table(profileAttributeEntity);
    await attributes.insert(attribute('a'));
    scope.seal();
    const refused = "came after the journal's";
    await expect(attributes.insert(attribute('b'))).rejects.toThrow(refused);
    await expect(attributes.update({}, { renamed_to: 'c' })).rejects.toThrow(refused);
    await expect(attributes.delete({})).rejects.toThrow(refused);
    expect(await attributes.list('name_key')).toMatchObject([{ name: 'a', renamed_to: null }]);
  });
});
