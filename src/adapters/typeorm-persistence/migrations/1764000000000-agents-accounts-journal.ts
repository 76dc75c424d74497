import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ColumnTypes, columnTypesOf } from './column-types.ts';

/** Each statement can be run again, since MySQL cannot undo the ones before when the next one fails. */
export class AgentsAccountsJournal1764000000000 implements MigrationInterface {
  readonly name = 'AgentsAccountsJournal1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements(await columnTypesOf(runner))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'journal',
      'profile_attributes',
      'agent_values',
      'agents',
      'api_tokens',
      'accounts',
    ]) {
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}

// Keys and indexes begin with the account. A key column holds the folded form in which values are compared, which
// may be longer than the value; no database folds anything by itself.
const statements = ({
  position,
  writtenAt,
  json,
  longText,
  table,
  indexesIn,
  indexesAfter,
}: ColumnTypes): string[] => [
  `CREATE TABLE IF NOT EXISTS accounts (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    sso_issuer VARCHAR(1024),
    groups_over_scim SMALLINT NOT NULL,
    accepts_undeclared SMALLINT NOT NULL,
    policy_version INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL,
    created_at VARCHAR(24) NOT NULL,
    last_modified_at VARCHAR(24) NOT NULL
  )${table}`,
  `CREATE TABLE IF NOT EXISTS api_tokens (
    account_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    name VARCHAR(100) NOT NULL,
    secret_hash VARCHAR(64) NOT NULL,
    created_at VARCHAR(24) NOT NULL,
    expires_at VARCHAR(24),
    revoked_at VARCHAR(24),
    rotated_from VARCHAR(36),
    agent_id VARCHAR(36),
    last_used_at VARCHAR(24),
    PRIMARY KEY (account_id, id),
    CONSTRAINT api_tokens_id UNIQUE (id)
  )${table}`,
  `CREATE TABLE IF NOT EXISTS agents (
    account_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    user_name VARCHAR(254) NOT NULL,
    user_name_key VARCHAR(320) NOT NULL,
    external_id VARCHAR(255),
    active SMALLINT NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR(24) NOT NULL,
    last_modified_at VARCHAR(24) NOT NULL,
    attributes ${json} NOT NULL,
    PRIMARY KEY (account_id, id),
    CONSTRAINT agents_user_name UNIQUE (account_id, user_name_key)${indexesIn(agentIndexes)}
  )${table}`,
  `CREATE TABLE IF NOT EXISTS agent_values (
    account_id VARCHAR(36) NOT NULL,
    agent_id VARCHAR(36) NOT NULL,
    path VARCHAR(200) NOT NULL,
    element SMALLINT NOT NULL,
    value_key VARCHAR(200) NOT NULL,
    value_rest ${longText},
    PRIMARY KEY (account_id, agent_id, path, element)${indexesIn(valueIndexes)}
  )${table}`,
  `CREATE TABLE IF NOT EXISTS profile_attributes (
    account_id VARCHAR(36) NOT NULL,
    name_key VARCHAR(128) NOT NULL,
    name VARCHAR(128) NOT NULL,
    types SMALLINT NOT NULL,
    first_seen_at VARCHAR(24),
    last_seen_at VARCHAR(24),
    declaration ${longText},
    retired_at VARCHAR(24),
    renamed_to VARCHAR(128),
    PRIMARY KEY (account_id, name_key)
  )${table}`,
  `CREATE TABLE IF NOT EXISTS journal (
    position ${position},
    account_id VARCHAR(36) NOT NULL,
    recorded_at VARCHAR(24) NOT NULL,
    action VARCHAR(64) NOT NULL,
    target_type VARCHAR(16),
    target_id VARCHAR(255),
    target_name VARCHAR(320),
    principal_kind VARCHAR(16) NOT NULL,
    principal_id VARCHAR(36),
    principal_name VARCHAR(200),
    source VARCHAR(255) NOT NULL,
    request_id VARCHAR(128) NOT NULL,
    changes ${longText} NOT NULL,
    refusal ${longText},
    written_at ${writtenAt}${indexesIn(journalIndexes)}
  )${table}`,
  ...indexesAfter('agents', agentIndexes),
  ...indexesAfter('agent_values', valueIndexes),
  ...indexesAfter('journal', journalIndexes),
];

/** By name, and the columns. */
const agentIndexes = {
  agents_external_id: 'account_id, external_id, id',
  agents_active: 'account_id, active, id',
  agents_created: 'account_id, created_at, id',
  agents_last_modified: 'account_id, last_modified_at, id',
  agents_version: 'account_id, version, id',
};
// In the order of the values, and for one value in that of the agents.
const valueIndexes = { agent_values_value: 'account_id, path, value_key, agent_id, element' };
const journalIndexes = {
  journal_account: 'account_id, position',
  journal_target: 'account_id, target_id, position',
};
