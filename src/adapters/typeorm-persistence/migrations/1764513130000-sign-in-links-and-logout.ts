import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypesOf } from './column-types.ts';

const logoutIndex = 'sso_connections_logout';

interface Connection {
  readonly account_id: string;
  readonly id: string;
  readonly kind: string;
  readonly issuer: string;
  readonly settings: unknown;
}

/**
 * Owners enter by links, and connections are found by what logout tokens say of them. It can be run again.
 */
export class SignInLinksAndLogout1764513130000 implements MigrationInterface {
  readonly name = 'SignInLinksAndLogout1764513130000';

  async up(runner: QueryRunner): Promise<void> {
    const { table } = await columnTypesOf(runner);
    await runner.query(`CREATE TABLE IF NOT EXISTS sign_in_links (
      account_id VARCHAR(36) NOT NULL,
      id VARCHAR(36) NOT NULL,
      secret_hash VARCHAR(64) NOT NULL,
      owner VARCHAR(1016) NOT NULL,
      created_at VARCHAR(24) NOT NULL,
      ends_at VARCHAR(24) NOT NULL,
      PRIMARY KEY (account_id, id),
      CONSTRAINT sign_in_links_secret_hash UNIQUE (secret_hash)
    )${table}`);
    await addLogoutKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('sso_connections', logoutIndex);
    await runner.query('ALTER TABLE sso_connections DROP COLUMN logout_key');
    await runner.query('DROP TABLE IF EXISTS sign_in_links');
  }
}

async function addLogoutKeys(runner: QueryRunner): Promise<void> {
  if (!(await runner.hasColumn('sso_connections', 'logout_key')))
    await runner.query('ALTER TABLE sso_connections ADD COLUMN logout_key VARCHAR(255)');
  const connections = (await runner.query(
    "SELECT account_id, id, kind, issuer, settings FROM sso_connections WHERE logout_key IS NULL AND kind <> 'elsewhere'",
  )) as readonly Connection[];
  for (const connection of connections)
    await runner.query('UPDATE sso_connections SET logout_key = ? WHERE account_id = ? AND id = ?', [
      logoutKeyOf(connection),
      connection.account_id,
      connection.id,
    ]);
  const table = await runner.getTable('sso_connections');
  if (table?.indices.some(({ name }) => name === logoutIndex)) return;
  await runner.query(`CREATE INDEX ${logoutIndex} ON sso_connections (logout_key)`);
}

/** As the service writes it; said here once more, since a migration stays as it is. */
function logoutKeyOf({ kind, issuer, settings }: Connection): string {
  const { clientId } = (typeof settings === 'string' ? JSON.parse(settings) : settings) as {
    readonly clientId?: string;
  };
  return (kind === 'oidc' ? `${issuer} ${clientId}` : issuer).slice(0, 255).toWellFormed();
}
