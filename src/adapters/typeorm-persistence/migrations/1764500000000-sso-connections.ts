import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

const uniqueName = 'sso_connections_name';
/** What the connection of a sign-in elsewhere is called, and the same folded. */
const [name, nameKey] = ['Sign-in elsewhere', 'sign-in elsewhere'];

/**
 * Accounts have Single Sign-On connections, several of them. The issuer that an account had becomes one, by which agents
 * sign in elsewhere; its id is the account's, so that it is made once however often this runs. It can be run again.
 */
export class SsoConnections1764500000000 implements MigrationInterface {
  readonly name = 'SsoConnections1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    const { json, table } = await columnTypesOf(runner);
    await runner.query(`CREATE TABLE IF NOT EXISTS sso_connections (
      account_id VARCHAR(36) NOT NULL,
      id VARCHAR(36) NOT NULL,
      name VARCHAR(100) NOT NULL,
      name_key VARCHAR(300) NOT NULL,
      kind VARCHAR(16) NOT NULL,
      issuer VARCHAR(1024) NOT NULL,
      settings ${json} NOT NULL,
      checked_at VARCHAR(24),
      check_due_at VARCHAR(24),
      version INTEGER NOT NULL,
      created_at VARCHAR(24) NOT NULL,
      last_modified_at VARCHAR(24) NOT NULL,
      PRIMARY KEY (account_id, id)
    )${table}`);
    const made = await runner.getTable('sso_connections');
    if (!made?.indices.some((index) => index.name === uniqueName))
      await runner.query(`CREATE UNIQUE INDEX ${uniqueName} ON sso_connections (account_id, name_key)`);
    if (!(await runner.hasColumn('accounts', 'sso_issuer'))) return;
    await runner.query(`INSERT INTO sso_connections
      (account_id, id, name, name_key, kind, issuer, settings, version, created_at, last_modified_at)
      SELECT id, id, '${name}', '${nameKey}', 'elsewhere', sso_issuer, '{}', 1, last_modified_at, last_modified_at
      FROM accounts WHERE sso_issuer IS NOT NULL AND id NOT IN (SELECT account_id FROM sso_connections)`);
    await runner.query('ALTER TABLE accounts DROP COLUMN sso_issuer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts ADD COLUMN sso_issuer VARCHAR(1024)');
    await runner.query(`UPDATE accounts SET sso_issuer =
      (SELECT MIN(issuer) FROM sso_connections WHERE account_id = accounts.id AND kind = 'elsewhere')`);
    await runner.query('DROP TABLE sso_connections');
  }
}
